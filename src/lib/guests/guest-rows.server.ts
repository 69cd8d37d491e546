import { sql } from 'kysely';
import type { Reader } from '#lib/db/transaction.ts';
import { personColumns, personFrom, personRows } from '#lib/people/queries.server.ts';
import { certificateNameOf, guestLanguage, type Companion, type Guest } from './guest.ts';

/** The answer that holds, as `foldAnswers` finds it, for the guest of the row around: nothing while there is none. */
export function latestAnswer(db: Reader) {
	return db
		.selectFrom('answer')
		.where('answer.guestId', '=', sql.ref<string>('guest.id'))
		.orderBy('answer.number', 'desc')
		.limit(1);
}

/** Guests with their person, its organisation and the answer that holds. */
export function guestRows(db: Reader) {
	return db
		.selectFrom('guest')
		.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
		.leftJoin('answer', (join) => join.on('answer.id', '=', latestAnswer(db).select('answer.id')));
}

export type GuestRows = ReturnType<typeof guestRows>;

const guestColumns = [
	...personColumns.filter((column) => column !== 'person.id'),
	'guest.personId',
	'guest.id',
	'guest.editionId',
	'guest.source',
	'guest.role',
	'guest.ticketCode',
	'guest.linkVersion',
	'guest.createdAt',
	'guest.invitedAt',
	'guest.mailStoppedAt',
	'guest.removedAt',
	'answer.answer',
	'answer.at as answeredAt',
	'answer.language as answerLanguage',
	'answer.certificateName as wishedName'
] as const;

/** The guests that `narrow` leaves. `companionsOf` an edition where there are too many guests to name. */
export async function readGuests(
	db: Reader,
	narrow: (query: GuestRows) => GuestRows,
	companionsOf?: { editionId: string }
): Promise<Guest[]> {
	const rows = await narrow(guestRows(db))
		.select(guestColumns)
		.leftJoin('accessNeed', 'accessNeed.guestId', 'guest.id')
		.select('accessNeed.consentedAt')
		.execute();
	const companions = await listCompanions(
		db,
		companionsOf ?? { guestIds: rows.map(({ id }) => id) }
	);
	return rows.map((row) => {
		const person = personFrom({ ...row, id: row.personId });
		return {
			id: row.id,
			editionId: row.editionId,
			person,
			source: row.source,
			role: row.role,
			ticketCode: row.ticketCode,
			linkVersion: row.linkVersion,
			createdAt: row.createdAt,
			invitedAt: row.invitedAt,
			mailStoppedAt: row.mailStoppedAt,
			removedAt: row.removedAt,
			state: row.answer ?? 'unanswered',
			answeredAt: row.answeredAt,
			language: guestLanguage({ language: row.answerLanguage ?? '' }, person),
			certificateName: certificateNameOf({ certificateName: row.wishedName }, person),
			companions: companions.get(row.id) ?? [],
			hasNeeds: row.consentedAt !== null
		};
	});
}

/** Of those guests, or of a whole edition where there are too many to name. */
async function listCompanions(
	db: Reader,
	of: { guestIds: string[] } | { editionId: string }
): Promise<Map<string, Companion[]>> {
	const companions = new Map<string, Companion[]>();
	if ('guestIds' in of && of.guestIds.length === 0) return companions;
	const rows = await db
		.selectFrom('companion')
		.innerJoin('guest', 'guest.id', 'companion.guestId')
		.select(['companion.id', 'companion.guestId', 'companion.name', 'companion.ticketCode'])
		.where('companion.removedAt', 'is', null)
		.where((where) =>
			'guestIds' in of
				? where('guest.id', 'in', of.guestIds)
				: where('guest.editionId', '=', of.editionId)
		)
		.orderBy('companion.addedAt')
		.orderBy('companion.id')
		.execute();
	for (const { guestId, ...companion } of rows) {
		const others = companions.get(guestId);
		if (others) others.push(companion);
		else companions.set(guestId, [companion]);
	}
	return companions;
}
