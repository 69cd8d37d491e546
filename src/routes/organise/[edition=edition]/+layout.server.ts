import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';
import { findEdition } from '#lib/conference/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';

/** Every page below has `data.edition`; each still guards itself, since a layout does not protect its pages. */
export const load: LayoutServerLoad = async ({ locals, params }) => {
	requireOrganiser(locals);
	const edition = await findEdition(locals.db, params.edition);
	if (!edition) error(404, 'no such edition');
	return { edition };
};
