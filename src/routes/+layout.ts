import { loadTranslate } from '#messages/load.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => ({
	...data,
	t: await loadTranslate(data.language)
});
