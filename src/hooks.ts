import type { Reroute } from '@sveltejs/kit';
import { isLanguage } from '#lib/platform/languages.ts';

/** `/lv/2027/programme` is the page `/2027/programme`, read in Latvian. */
export const reroute: Reroute = ({ url }) => {
	const [, first, ...rest] = url.pathname.split('/');
	return isLanguage(first) ? `/${rest.join('/')}` : undefined;
};
