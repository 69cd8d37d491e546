import { error } from '@sveltejs/kit';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import type { SignedIn } from '#lib/people/person.ts';
import { instantNow, type Instant } from '#lib/platform/clock.ts';
import type { Edition } from './edition.ts';
import { findEdition } from './queries.server.ts';

/** The organiser who asks, and for which edition. Throws for anybody else, and 404 for an edition there is not. */
export async function organiserOf(
	locals: App.Locals,
	params: { edition: string }
): Promise<{ organiser: SignedIn; edition: Edition }> {
	const organiser = requireOrganiser(locals);
	const edition = await findEdition(locals.db, params.edition);
	if (!edition) error(404, 'no such edition');
	return { organiser, edition };
}

/** The facts that every change of an edition says of itself. Throws as `organiserOf`. */
export async function asOrganiser(
	locals: App.Locals,
	params: { edition: string }
): Promise<{ editionId: string; by: string; now: Instant }> {
	const { organiser, edition } = await organiserOf(locals, params);
	return { editionId: edition.id, by: organiser.id, now: instantNow() };
}
