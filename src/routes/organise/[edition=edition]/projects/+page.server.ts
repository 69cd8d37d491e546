import type { PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { askedPage, pageOfRows } from '#lib/platform/paging.ts';
import { chooseProjects } from '#lib/projects/project-list.ts';
import { listProjects } from '#lib/projects/queries.server.ts';
import { countByCountry, countByProgramme } from '#lib/projects/summary.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireOrganiser(locals);
	const asked = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 100);
	const filter = {
		search: asked('search'),
		programme: asked('programme'),
		country: asked('country')
	};
	const projects = await listProjects(locals.db);
	const chosen = chooseProjects(projects, filter);
	const { rows, ...paging } = pageOfRows(chosen, askedPage(url));
	return {
		filter,
		count: chosen.length,
		all: projects.length,
		mobilityCount: projects.reduce((sum, { mobilityCount }) => sum + mobilityCount, 0),
		byProgramme: countByProgramme(projects),
		byCountry: countByCountry(projects),
		...paging,
		projects: rows
	};
};
