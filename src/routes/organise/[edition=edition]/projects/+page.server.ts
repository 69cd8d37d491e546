import type { PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { listProjects } from '#lib/projects/queries.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
	requireOrganiser(locals);
	return { projects: await listProjects(locals.db) };
};
