import type * as v from 'valibot';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import { ensurePerson, updatePerson } from '#lib/people/commands.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { addGuest, changeRole } from './commands.server.ts';
import type { guestForm, newGuestForm } from './guest.ts';
import { findGuest } from './queries.server.ts';

interface ByOrganiser {
	by: string;
	now: Instant;
}

/**
 * A guest an organiser writes in by hand. A person who is known by the address keeps what is on file; one who was
 * taken off the list comes back. Refuses one who is on the list.
 */
export function writeInGuest(
	db: Database | Transaction,
	{
		editionId,
		guest,
		by,
		now
	}: ByOrganiser & { editionId: string; guest: v.InferOutput<typeof newGuestForm> }
): Promise<Outcome<{ id: string }, 'on-list'>> {
	return inTransaction(db, async (trx) => {
		const { organisation, role, ...person } = guest;
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
		if (!added.created) return refused('on-list');
		await recordActivity(trx, {
			verb: 'guest.added',
			editionId,
			personId: by,
			subjectId: added.id,
			now
		});
		return done({ id: added.id });
	});
}

/** Puts a guest who was taken off back on the list; their link stays what it was. */
export function restoreGuest(
	db: Database | Transaction,
	{ guestId, by, now }: ByOrganiser & { guestId: string }
): Promise<Outcome<{ editionId: string }, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await findGuest(trx, guestId);
		if (!guest) return refused('guest-missing');
		const { editionId, source, role } = guest;
		const personId = guest.person.id;
		const restored = { editionId, personId, source, role, restore: true, by, now };
		if ((await addGuest(trx, restored)).created) {
			await recordActivity(trx, {
				verb: 'guest.restored',
				editionId,
				personId: by,
				subjectId: guestId,
				now
			});
		}
		return done({ editionId });
	});
}

/** Mends what is on file about a guest; the person is the same at every other conference. */
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
		const held = await findGuest(trx, guestId);
		if (!held) return refused('guest-missing');
		const { organisation, role, ...person } = guest;
		const same =
			person.name === held.person.name &&
			person.country === held.person.country &&
			person.language === held.person.language &&
			organisation === (held.person.organisation?.name ?? '');
		if (!same) {
			await updatePerson(trx, {
				personId: held.person.id,
				...person,
				organisation: organisation ? { name: organisation, country: person.country } : null,
				by,
				now
			});
		}
		return changeRole(trx, { guestId, role, by, now });
	});
}
