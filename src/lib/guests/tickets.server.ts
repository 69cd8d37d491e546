import { sql } from 'kysely';
import { prepared } from '#lib/db/prepared-query.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { Ticket } from './guest.ts';
import { latestAnswer } from './guest-rows.server.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';

/** The holders of these tickets in one edition, in no order; codes of no ticket there are left out. */
export async function findTickets(
	db: Reader,
	editionId: string,
	codes: string[]
): Promise<Ticket[]> {
	if (codes.length === 0) return [];
	// Asked for codes and edition at once, SQLite would walk through the whole edition.
	const rows = await ticketsWithCodes(db, codes);
	return holders(rows.filter((row) => row.editionId === editionId));
}

/** Every ticket of an edition, companions' too, in no order. Those taken off the list are there, and say so. */
export async function listDoorGuests(db: Reader, editionId: string): Promise<Ticket[]> {
	const { guests, companions } = tickets(db);
	return holders(
		await guests
			.where('guest.editionId', '=', editionId)
			.unionAll(companions.where('guest.editionId', '=', editionId))
			.execute()
	);
}

const ticketsWithCodes = prepared((db, codes: string[]) => {
	const { guests, companions } = tickets(db);
	return guests
		.where('guest.ticketCode', 'in', codes)
		.unionAll(companions.where('companion.ticketCode', 'in', codes));
});

function holders(rows: (Omit<Ticket, 'removed'> & { removedAt: Instant | null })[]): Ticket[] {
	return rows.map(
		({ ticketCode, guestId, companionId, name, organisation, answer, removedAt }) => ({
			ticketCode,
			guestId,
			companionId,
			name,
			organisation,
			answer,
			removed: removedAt !== null
		})
	);
}

/** Both kinds of ticket, in the same columns. */
function tickets(db: Reader) {
	const guests = db
		.selectFrom('guest')
		.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
		.select([
			'guest.editionId',
			'guest.ticketCode',
			'guest.id as guestId',
			sql<string | null>`null`.as('companionId'),
			'person.name',
			'person.organisationName as organisation',
			'guest.removedAt',
			latestAnswer(db).select('answer.answer').as('answer')
		]);
	const companions = db
		.selectFrom('companion')
		.innerJoin('guest', 'guest.id', 'companion.guestId')
		.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
		.select((select) => [
			'guest.editionId',
			'companion.ticketCode',
			'guest.id as guestId',
			'companion.id as companionId',
			'companion.name',
			'person.organisationName as organisation',
			select.fn.coalesce('companion.removedAt', 'guest.removedAt').as('removedAt'),
			latestAnswer(db).select('answer.answer').as('answer')
		]);
	return { guests, companions };
}
