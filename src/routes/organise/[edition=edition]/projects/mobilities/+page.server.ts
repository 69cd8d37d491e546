import type { PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { askedPage, pageOfRows } from '#lib/platform/paging.ts';
import { listMobilities } from '#lib/projects/queries.server.ts';
import { mobilitiesByPerson } from '#lib/projects/by-person.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireOrganiser(locals);
	const mobilities = await listMobilities(locals.db);
	const people = mobilitiesByPerson(mobilities, locals.t.language);
	const { rows, ...paging } = pageOfRows(people, askedPage(url));
	return {
		people: people.length,
		mobilityCount: mobilities.length,
		...paging,
		mobilities: rows.flat()
	};
};
