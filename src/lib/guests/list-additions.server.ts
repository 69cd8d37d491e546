import { recordChange } from '#lib/changes/commands.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { nameOf } from '#lib/people/person.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode } from '#lib/platform/random.server.ts';
import { guestChange, type GuestFacts } from './guest-changes.ts';
import { ticketCodeLength, type GuestRole } from './guest.ts';
import { updateGuests } from './row-writing.server.ts';

export interface NewGuest {
	editionId: string;
	personId: string;
	source: GuestTable['source'];
	role: GuestRole;
	now: Instant;
	/** Brings back a guest who was removed; otherwise they stay removed. */
	restore?: boolean;
	/** The person who adds them; left out: whoever does the rest of the transaction. */
	by?: string | null;
}

/**
 * Puts a person on an edition's list. Whoever is there stays as they are, except that a speaker's role
 * replaces a plain guest's. `created` is true for a new guest and for one who is brought back.
 */
export async function addGuest(
	trx: Transaction,
	guest: NewGuest,
	recorded: Recorded = {}
): Promise<{ id: string; created: boolean }> {
	const [added] = await addGuests(trx, [guest], recorded);
	if (!added) throw new Error('a guest went missing');
	return added;
}

/** `addGuest` for a list of one edition, in few statements; answers in the order of the list. */
export async function addGuests(
	trx: Transaction,
	list: NewGuest[],
	recorded: Recorded = {}
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
			.innerJoin(personRows(trx).as('person'), 'person.id', 'guest.personId')
			.select([
				'guest.id',
				'guest.personId',
				'guest.role',
				'guest.removedAt',
				'person.name',
				'person.email'
			])
			.where('guest.editionId', '=', first.editionId)
			.where(
				'guest.personId',
				'in',
				chunk.map(({ personId }) => personId)
			)
			.orderBy('guest.id')
			// Of two who bring the same guest back, the second finds them there.
			.$if(isPostgres(trx), (query) => query.forUpdate('guest'))
			.execute();
		for (const { id, personId } of rows) ids.set(personId, id);
		const back = rows.filter((row) => row.removedAt && byPerson.get(row.personId)?.restore);
		for (const { id } of back) restored.add(id);
		await updateGuests(trx, back, { removedAt: null });
		const speakers = rows.filter(
			(row) => row.role === 'guest' && byPerson.get(row.personId)?.role === 'speaker'
		);
		await updateGuests(trx, speakers, { role: 'speaker' });
		const record = recorder(trx, first, recorded);
		for (const row of rows.filter(({ id }) => made.has(id))) {
			record('guest.added', row, { before: null, after: { onList: true, role: row.role } });
		}
		for (const row of back) {
			record('guest.restored', row, { before: { onList: false }, after: { onList: true } });
		}
		for (const row of speakers) {
			record('guest.role-changed', row, { before: { role: row.role }, after: { role: 'speaker' } });
		}
	}
	return list.map(({ personId }) => {
		const id = ids.get(personId);
		if (!id) throw new Error('a guest went missing');
		return { id, created: made.has(id) || restored.has(id) };
	});
}

interface Recorded {
	/** They are part of something larger, such as an import, that records itself. */
	isPart?: boolean;
}

function recorder(trx: Transaction, { editionId, by, now }: NewGuest, { isPart }: Recorded) {
	return (
		verb: 'guest.added' | 'guest.restored' | 'guest.role-changed',
		{ id, ...person }: { id: string; name: string; email: string | null },
		change: { before: GuestFacts | null; after: GuestFacts }
	) =>
		recordChange(trx, guestChange, {
			...change,
			verb,
			editionId,
			subjectId: id,
			name: nameOf(person),
			by,
			isPart,
			now
		});
}
