import { loadTranslate } from '#messages/load.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => {
	const [t, own] = await Promise.all([
		loadTranslate(data.pageLanguage),
		loadTranslate(data.language)
	]);
	// What stands around the page is in the reader's own language, whatever the page is in.
	return { ...data, t, own };
};
