import { error } from '@sveltejs/kit';
import type { Edition } from '#lib/conference/edition.ts';
import { requireEdition } from '#lib/conference/guard.server.ts';
import type { Guest } from '#lib/guests/guest.ts';
import { findGuest } from '#lib/guests/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import type { SignedIn } from '#lib/people/person.ts';
import { isId } from '#lib/platform/ids.ts';

/** Who asks, and for which edition. Throws for anybody but an organiser, and 404 for an edition there is not. */
export async function organiserOf(
	locals: App.Locals,
	params: { edition: string }
): Promise<{ organiser: SignedIn; edition: Edition }> {
	const organiser = requireOrganiser(locals);
	return { organiser, edition: await requireEdition(locals, params.edition) };
}

/** The guest in the address, of this very edition; removed ones too. Throws as `organiserOf`, and 404. */
export async function guestOf(
	locals: App.Locals,
	params: { edition: string; id: string }
): Promise<{ organiser: SignedIn; edition: Edition; guest: Guest }> {
	const asked = await organiserOf(locals, params);
	const guest = isId(params.id) ? await findGuest(locals.db, params.id) : undefined;
	if (guest?.editionId !== asked.edition.id) error(404, 'no such guest');
	return { ...asked, guest };
}
