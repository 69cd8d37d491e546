import { error } from '@sveltejs/kit';
import type { Edition } from '#lib/conference/edition.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { Guest } from '#lib/guests/guest.ts';
import { findGuest } from '#lib/guests/queries.server.ts';
import type { SignedIn } from '#lib/people/person.ts';
import { isId } from '#lib/platform/ids.ts';

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
