import { recordChange } from '#lib/changes/commands.server.ts';
import type { ChangeVerb } from '#lib/changes/verb.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { nameOf } from '#lib/people/person.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { guestChange, type GuestFacts } from './guest-changes.ts';
import type { GuestRole } from './guest.ts';
import { updateGuests } from './row-writing.server.ts';

interface GuestDeed {
	guestId: string;
	by: string;
	now: Instant;
}

/** Takes a guest off the list; their link ends, their answers stay on record. Twice changes nothing. */
export function removeGuest(
	db: Database | Transaction,
	deed: GuestDeed
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, deed.guestId);
		if (!guest) return refused('guest-missing');
		if (guest.removedAt) return done();
		await updateGuests(trx, [guest], { removedAt: deed.now });
		record(trx, guest, deed, 'guest.removed', { onList: true }, { onList: false });
		return done();
	});
}

/** Ends every link the guest was sent; the next mail carries a new one. */
export function renewLink(
	db: Database | Transaction,
	deed: GuestDeed
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, deed.guestId);
		if (!guest || guest.removedAt) return refused('guest-missing');
		const { linkVersion } = guest;
		await updateGuests(trx, [guest], { linkVersion: linkVersion + 1 });
		const links = { before: { links: linkVersion }, after: { links: linkVersion + 1 } };
		record(trx, guest, deed, 'guest.link-renewed', links.before, links.after);
		return done();
	});
}

/** Changes what a guest is at the conference, such as a partner. */
export function changeRole(
	db: Database | Transaction,
	{ role, ...deed }: GuestDeed & { role: GuestRole }
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, deed.guestId);
		if (!guest) return refused('guest-missing');
		if (guest.role === role) return done();
		await updateGuests(trx, [guest], { role });
		record(trx, guest, deed, 'guest.role-changed', { role: guest.role }, { role });
		return done();
	});
}

/** No more invitations and reminders to this guest (RFC 8058), or again. Answers and tickets are not touched. */
export async function stopMail(
	db: Database | Transaction,
	{ guestId, stopped, now }: { guestId: string; stopped: boolean; now: Instant }
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, guestId);
		if (!guest || Boolean(guest.mailStoppedAt) === stopped) return;
		await updateGuests(trx, [guest], { mailStoppedAt: stopped ? now : null });
		const deed = { guestId, by: guest.personId, now };
		const verb = stopped ? 'guest.mail-stopped' : 'guest.mail-resumed';
		record(trx, guest, deed, verb, { takesMail: stopped }, { takesMail: !stopped });
	});
}

function record(
	trx: Transaction,
	{ editionId, ...person }: { editionId: string; name: string; email: string | null },
	{ guestId, by, now }: GuestDeed,
	verb: ChangeVerb,
	before: GuestFacts,
	after: GuestFacts
): void {
	recordChange(trx, guestChange, {
		verb,
		editionId,
		subjectId: guestId,
		name: nameOf(person),
		before,
		after,
		by,
		now
	});
}

function readForChange(trx: Transaction, guestId: string) {
	return trx
		.selectFrom('guest')
		.innerJoin(personRows(trx).as('person'), 'person.id', 'guest.personId')
		.select([
			'guest.id',
			'guest.editionId',
			'guest.personId',
			'guest.role',
			'guest.linkVersion',
			'guest.mailStoppedAt',
			'guest.removedAt',
			'person.name',
			'person.email'
		])
		.where('guest.id', '=', guestId)
		.$if(isPostgres(trx), (query) => query.forUpdate('guest'))
		.executeTakeFirst();
}
