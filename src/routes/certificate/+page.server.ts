import { redirect } from '@sveltejs/kit';
import { normalizeCode } from '#lib/platform/codes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const code = normalizeCode(url.searchParams.get('code') ?? '');
	if (code) redirect(303, `/certificate/${code.slice(0, 100)}`);
};
