import { error } from '@sveltejs/kit';
import type { Edition } from './edition.ts';
import { findEdition } from './queries.server.ts';

/** The edition that a URL names. Throws SvelteKit's 404 for one that is not there. */
export async function requireEdition(locals: App.Locals, slug: string): Promise<Edition> {
	const edition = await findEdition(locals.db, slug);
	if (!edition) error(404, 'no such edition');
	return edition;
}
