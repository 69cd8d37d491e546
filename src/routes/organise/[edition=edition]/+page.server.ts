import type { PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';

export const load: PageServerLoad = ({ locals }) => {
	requireOrganiser(locals);
};
