import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode } from '#lib/platform/random.server.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { ticketCodeLength, type GuestRole } from './guest.ts';

export { recordAnswer, type NewAnswer, type RecordedAnswer } from './answers.server.ts';

export interface NewGuest {
	editionId: string;
	personId: string;
	source: GuestTable['source'];
	role: GuestRole;
	now: Instant;
	/** Brings back a guest who was removed; otherwise they stay removed. */
	restore?: boolean;
}

/**
 * Puts a person on an edition's list. Whoever is there stays as they are, except that a speaker's role
 * replaces a plain guest's. `created` is true for a new guest and for one who is brought back.
 */
export async function addGuest(
	trx: Transaction,
	guest: NewGuest
): Promise<{ id: string; created: boolean }> {
	const [added] = await addGuests(trx, [guest]);
	if (!added) throw new Error('a guest went missing');
	return added;
}

/** `addGuest` for a list of one edition, in few statements; answers in the order of the list. */
export async function addGuests(
	trx: Transaction,
	list: NewGuest[]
): Promise<{ id: string; created: boolean }[]> {
	const [first] = list;
	if (!first) return [];
	const byPerson = new Map(list.map((guest) => [guest.personId, guest]));
	const made = new Set<string>();
	const restored = new Set<string>();
	const ids = new Map<string, string>();
	for (const chunk of inChunks([...byPerson.values()])) {
		const inserted = await trx
			.insertInto('guest')
			.values(
				chunk.map(({ editionId, personId, source, role, now }) => ({
					id: newId(),
					editionId,
					personId,
					source,
					role,
					ticketCode: randomCode(ticketCodeLength),
					linkVersion: 1,
					createdAt: now,
					invitedAt: null,
					remindedAt: null,
					mailStoppedAt: null,
					removedAt: null
				}))
			)
			.onConflict((conflict) => conflict.columns(['editionId', 'personId']).doNothing())
			.returning(['id'])
			.execute();
		for (const { id } of inserted) made.add(id);
		const rows = await trx
			.selectFrom('guest')
			.select(['id', 'personId', 'role', 'removedAt'])
			.where('editionId', '=', first.editionId)
			.where(
				'personId',
				'in',
				chunk.map(({ personId }) => personId)
			)
			.execute();
		for (const { id, personId } of rows) ids.set(personId, id);
		const back = rows.filter((row) => row.removedAt && byPerson.get(row.personId)?.restore);
		for (const { id } of back) restored.add(id);
		await update(trx, back, { removedAt: null });
		const speakers = rows.filter(
			(row) => row.role === 'guest' && byPerson.get(row.personId)?.role === 'speaker'
		);
		await update(trx, speakers, { role: 'speaker' });
	}
	return list.map(({ personId }) => {
		const id = ids.get(personId);
		if (!id) throw new Error('a guest went missing');
		return { id, created: made.has(id) || restored.has(id) };
	});
}

async function update(
	trx: Transaction,
	rows: { id: string }[],
	set: Partial<Pick<GuestTable, 'removedAt' | 'role'>>
): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.updateTable('guest')
		.set(set)
		.where(
			'id',
			'in',
			rows.map(({ id }) => id)
		)
		.execute();
}

/** Locks these guests until the transaction ends, in one order, so that two answers take turns. */
export async function lockGuests(trx: Transaction, guestIds: string[]): Promise<void> {
	if (!isPostgres(trx)) return;
	for (const chunk of inChunks([...guestIds].sort())) {
		await trx
			.selectFrom('guest')
			.select('id')
			.where('id', 'in', chunk)
			.orderBy('id')
			.forUpdate()
			.execute();
	}
}

interface GuestChange {
	guestId: string;
	by: string;
	now: Instant;
}

/**
 * Takes a guest off the list; their link ends, their answers stay on record. Twice changes nothing.
 * What they hold in their calendar is taken back by `withdrawInvitation` in invitations.
 */
export function removeGuest(
	db: Database | Transaction,
	{ guestId, by, now }: GuestChange
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, guestId);
		if (!guest) return refused('guest-missing');
		if (guest.removedAt) return done();
		await trx.updateTable('guest').set({ removedAt: now }).where('id', '=', guestId).execute();
		await recordActivity(trx, {
			verb: 'guest.removed',
			editionId: guest.editionId,
			personId: by,
			subjectId: guestId,
			now
		});
		return done();
	});
}

/** Ends every link the guest was sent; the next mail carries a new one. */
export function renewLink(
	db: Database | Transaction,
	{ guestId, by, now }: GuestChange
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, guestId);
		if (!guest || guest.removedAt) return refused('guest-missing');
		await trx
			.updateTable('guest')
			.set({ linkVersion: guest.linkVersion + 1 })
			.where('id', '=', guestId)
			.execute();
		await recordActivity(trx, {
			verb: 'guest.link-renewed',
			editionId: guest.editionId,
			personId: by,
			subjectId: guestId,
			now
		});
		return done();
	});
}

/** Changes the role of a guest at the conference, such as a partner's. */
export function changeRole(
	db: Database | Transaction,
	{ guestId, role, by, now }: GuestChange & { role: GuestRole }
): Promise<Outcome<undefined, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const guest = await readForChange(trx, guestId);
		if (!guest) return refused('guest-missing');
		if (guest.role === role) return done();
		await trx.updateTable('guest').set({ role }).where('id', '=', guestId).execute();
		await recordActivity(trx, {
			verb: 'guest.role-changed',
			editionId: guest.editionId,
			personId: by,
			subjectId: guestId,
			detail: { role },
			now
		});
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
		await trx
			.updateTable('guest')
			.set({ mailStoppedAt: stopped ? now : null })
			.where('id', '=', guestId)
			.execute();
		await recordActivity(trx, {
			verb: stopped ? 'guest.mail-stopped' : 'guest.mail-resumed',
			editionId: guest.editionId,
			personId: guest.personId,
			subjectId: guestId,
			now
		});
	});
}

/**
 * Writes down that these guests are being invited, and answers with those who were not before: of two who send
 * at once, each guest is one's.
 */
export async function claimUninvited(
	trx: Transaction,
	{ guestIds, now }: { guestIds: string[]; now: Instant }
): Promise<Set<string>> {
	const claimed = new Set<string>();
	for (const chunk of inChunks(guestIds)) {
		const rows = await trx
			.updateTable('guest')
			.set({ invitedAt: now })
			.where('id', 'in', chunk)
			.where('invitedAt', 'is', null)
			.returning('id')
			.execute();
		for (const { id } of rows) claimed.add(id);
	}
	return claimed;
}

/**
 * As `claimUninvited`, for a reminder: of the guests who were neither invited nor reminded since `since`.
 */
export async function claimUnreminded(
	trx: Transaction,
	{ guestIds, since, now }: { guestIds: string[]; since: Instant; now: Instant }
): Promise<Set<string>> {
	const claimed = new Set<string>();
	for (const chunk of inChunks(guestIds)) {
		const rows = await trx
			.updateTable('guest')
			.set({ remindedAt: now })
			.where('id', 'in', chunk)
			.where('invitedAt', '<=', since)
			.where((where) =>
				where.or([where('remindedAt', 'is', null), where('remindedAt', '<=', since)])
			)
			.returning('id')
			.execute();
		for (const { id } of rows) claimed.add(id);
	}
	return claimed;
}

function readForChange(trx: Transaction, guestId: string) {
	return trx
		.selectFrom('guest')
		.select(['id', 'editionId', 'personId', 'role', 'linkVersion', 'mailStoppedAt', 'removedAt'])
		.where('id', '=', guestId)
		.$if(isPostgres(trx), (query) => query.forUpdate())
		.executeTakeFirst();
}
