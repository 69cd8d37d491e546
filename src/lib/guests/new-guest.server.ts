import type * as v from 'valibot';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { ensurePerson, updatePerson } from '#lib/people/commands.server.ts';
import { findPersonByEmail } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { addGuest } from './list-additions.server.ts';
import { recordAnswer } from './answers.server.ts';
import type { guestForm, newGuestForm } from './guest.ts';
import { changeRole } from './role-link-removal.server.ts';
import { findGuest, findGuestOf } from './queries.server.ts';
import { lockGuests } from './row-writing.server.ts';

interface ByOrganiser {
	by: string;
	now: Instant;
}

export interface WrittenIn {
	id: string;
	/** The name on file: where the address is known already, it stays. */
	name: string;
	known: boolean;
	/** They were on the list before: what they had answered holds again. */
	returned: boolean;
}

/**
 * A guest an organiser writes in by hand. A person who is known by the address keeps what is on file; one who was
 * taken off the list comes back in the role given now. Refuses one who is on the list, and changes nothing then.
 */
export function writeInGuest(
	db: Database | Transaction,
	{
		editionId,
		guest,
		by,
		now
	}: ByOrganiser & { editionId: string; guest: v.InferOutput<typeof newGuestForm> }
): Promise<Outcome<WrittenIn, 'on-list'>> {
	return inTransaction(db, async (trx) => {
		const { organisation, role, ...person } = guest;
		const known = await findPersonByEmail(trx, guest.email);
		const held = known && (await findGuestOf(trx, { editionId, personId: known.id }));
		if (held && !held.removedAt) return refused('on-list');
		const { id: personId } = await ensurePerson(trx, {
			...person,
			organisation: organisation ? { name: organisation, country: guest.country } : null,
			now
		});
		const added = await addGuest(trx, {
			editionId,
			personId,
			source: 'organiser',
			role,
			restore: true,
			by,
			now
		});
		// Somebody else may have written them in meanwhile.
		if (!added.created) return refused('on-list');
		if (held) await changeRole(trx, { guestId: added.id, role, by, now });
		return done({
			id: added.id,
			name: known?.name || guest.name,
			known: known !== undefined,
			returned: held !== undefined
		});
	});
}

/** Puts a guest who was taken off back on the list; their link stays what it was. */
export function restoreGuest(
	db: Database | Transaction,
	{ guestId, by, now }: ByOrganiser & { guestId: string }
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await findGuest(trx, guestId);
		if (!guest) return refused('guest-missing');
		const { editionId, source, role } = guest;
		const personId = guest.person.id;
		await addGuest(trx, { editionId, personId, source, role, restore: true, by, now });
		return done();
	});
}

/**
 * Mends what is on file about a guest; the person is the same at every other conference. Mails to whoever has answered
 * are in the language of the answer: another one is an answer anew.
 */
export function mendGuest(
	db: Database | Transaction,
	{
		guestId,
		guest,
		by,
		now
	}: ByOrganiser & { guestId: string; guest: v.InferOutput<typeof guestForm> }
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		// Their own answer at the same moment is seen after waiting for it, not overwritten.
		await lockGuests(trx, [guestId]);
		const held = await findGuest(trx, guestId);
		if (!held || held.removedAt) return refused('guest-missing');
		const { organisation, role, ...person } = guest;
		const changed = {
			name: person.name !== held.person.name,
			country: person.country !== held.person.country,
			language: person.language !== held.language,
			organisation: organisation !== (held.person.organisation?.name ?? '')
		};
		if (Object.values(changed).includes(true)) {
			await updatePerson(trx, {
				personId: held.person.id,
				...person,
				language: changed.language ? person.language : held.person.language,
				organisation: changed.organisation
					? organisation
						? { name: organisation, country: person.country }
						: null
					: undefined,
				by,
				now
			});
		}
		if (changed.language && held.state !== 'unanswered') {
			await recordAnswer(trx, {
				guestId,
				answer: held.state,
				language: person.language,
				givenBy: 'organiser',
				by,
				now
			});
		}
		await changeRole(trx, { guestId, role, by, now });
		return done();
	});
}
