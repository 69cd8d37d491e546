import type { PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { listMobilities } from '#lib/projects/queries.server.ts';
import { mobilitiesByPerson } from '#lib/projects/by-person.ts';

/** People on one page. */
const size = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	requireOrganiser(locals);
	const mobilities = await listMobilities(locals.db);
	const people = mobilitiesByPerson(mobilities, locals.t.language);
	const pages = Math.max(1, Math.ceil(people.length / size));
	const asked = Math.trunc(Number(url.searchParams.get('page'))) || 1;
	const page = Math.min(pages, Math.max(1, asked));
	return {
		people: people.length,
		mobilityCount: mobilities.length,
		page,
		pages,
		mobilities: people.slice((page - 1) * size, page * size).flat()
	};
};
