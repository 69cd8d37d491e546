import { sql } from 'kysely';
import type { AnswerTable } from '#lib/db/schema.ts';
import type { Reader } from '#lib/db/transaction.ts';

/** Whoever holds a ticket, with what the door needs to know: no address, no phone number. */
export interface TicketHolder {
	ticketCode: string;
	guestId: string;
	/** Set when the ticket is a companion's. */
	companionId: string | null;
	name: string;
	organisation: string | null;
	/** The guest's newest answer; a companion has the guest's. */
	answer: AnswerTable['answer'] | null;
	/** Taken off the list after the ticket was made. */
	removed: boolean;
}

/** The holders of these tickets in one edition, in no order; codes of no ticket there are left out. */
export async function findTickets(
	db: Reader,
	editionId: string,
	codes: string[]
): Promise<TicketHolder[]> {
	if (codes.length === 0) return [];
	return read(db, editionId, codes);
}

/** Every ticket of an edition, companions' too, in no order. Those taken off the list are there, and say so. */
export async function listDoorGuests(db: Reader, editionId: string): Promise<TicketHolder[]> {
	return read(db, editionId);
}

async function read(db: Reader, editionId: string, codes?: string[]): Promise<TicketHolder[]> {
	const guests = db
		.selectFrom('guest')
		.innerJoin('person', 'person.id', 'guest.personId')
		.leftJoin('organisation', 'organisation.id', 'person.organisationId')
		.select((select) => [
			'guest.ticketCode',
			'guest.id as guestId',
			sql<string | null>`null`.as('companionId'),
			'person.name',
			'organisation.name as organisation',
			'guest.removedAt',
			select
				.selectFrom('answer')
				.select('answer.answer')
				.whereRef('answer.guestId', '=', 'guest.id')
				.orderBy('answer.at', 'desc')
				.orderBy('answer.id', 'desc')
				.limit(1)
				.as('answer')
		])
		.where('guest.editionId', '=', editionId)
		.$if(codes !== undefined, (query) => query.where('guest.ticketCode', 'in', codes ?? []));
	const companions = db
		.selectFrom('companion')
		.innerJoin('guest', 'guest.id', 'companion.guestId')
		.innerJoin('person', 'person.id', 'guest.personId')
		.leftJoin('organisation', 'organisation.id', 'person.organisationId')
		.select((select) => [
			'companion.ticketCode',
			'guest.id as guestId',
			'companion.id as companionId',
			'companion.name',
			'organisation.name as organisation',
			select.fn.coalesce('companion.removedAt', 'guest.removedAt').as('removedAt'),
			select
				.selectFrom('answer')
				.select('answer.answer')
				.whereRef('answer.guestId', '=', 'guest.id')
				.orderBy('answer.at', 'desc')
				.orderBy('answer.id', 'desc')
				.limit(1)
				.as('answer')
		])
		.where('guest.editionId', '=', editionId)
		.$if(codes !== undefined, (query) => query.where('companion.ticketCode', 'in', codes ?? []));
	const rows = await guests.unionAll(companions).execute();
	return rows.map(({ removedAt, ...row }) => ({ ...row, removed: removedAt !== null }));
}
