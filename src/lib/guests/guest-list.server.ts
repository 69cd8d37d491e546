import { contains } from '#lib/db/contains.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { pageOf, pageSize, type Paging } from '#lib/platform/paging.ts';
import { fold } from '#lib/platform/text.ts';
import { guestRows, readGuests, type GuestRows } from './guest-rows.server.ts';
import type { AnswerCounts, AnswerState, Guest, GuestRole } from './guest.ts';

export interface GuestFilter {
	/** Part of a name, an address or an organisation; case and accents do not matter. */
	search?: string;
	answer?: AnswerState;
	role?: GuestRole;
	/** Only those who were invited. */
	invited?: boolean;
	/** Only those who said what they need. */
	needs?: boolean;
	/** From 1. */
	page?: number;
	size?: number;
}

export interface GuestPage extends Paging {
	guests: Guest[];
	/** How many the filter lets through. */
	total: number;
}

/** The list as a page shows it, by name, without those removed. */
export async function listGuests(
	db: Reader,
	editionId: string,
	filter: GuestFilter = {}
): Promise<GuestPage> {
	const { search = '', answer, role, invited, needs, size = pageSize } = filter;
	const words = fold(search).split(' ').filter(Boolean).slice(0, 6);
	const narrow = (query: GuestRows) => {
		let narrowed = query
			.where('guest.editionId', '=', editionId)
			.where('guest.removedAt', 'is', null);
		for (const word of words) {
			narrowed = narrowed.where(({ or }) =>
				or([
					contains('person.nameFolded', word),
					contains('person.email', word),
					contains('person.organisationNameFolded', word)
				])
			);
		}
		if (role) narrowed = narrowed.where('guest.role', '=', role);
		if (invited) narrowed = narrowed.where('guest.invitedAt', 'is not', null);
		if (needs) {
			narrowed = narrowed.where(({ exists, selectFrom }) =>
				exists(
					selectFrom('accessNeed')
						.select('accessNeed.guestId')
						.whereRef('accessNeed.guestId', '=', 'guest.id')
				)
			);
		}
		if (answer === 'unanswered') narrowed = narrowed.where('answer.id', 'is', null);
		else if (answer) narrowed = narrowed.where('answer.answer', '=', answer);
		return narrowed;
	};
	const { count: total } = await narrow(guestRows(db))
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const { offset, ...paging } = pageOf({ count: total, asked: filter.page ?? 1, size });
	const listed = await readGuests(db, (query) =>
		narrow(query).orderBy('person.nameFolded').orderBy('guest.id').limit(size).offset(offset)
	);
	return { guests: listed, total, ...paging };
}

/** How an edition's guests have answered, those removed left out. */
export async function countAnswers(db: Reader, editionId: string): Promise<AnswerCounts> {
	const onList = guestRows(db)
		.where('guest.editionId', '=', editionId)
		.where('guest.removedAt', 'is', null);
	const rows = await onList
		.select((select) => ['answer.answer', select.fn.countAll<number>().as('guests')])
		.groupBy('answer.answer')
		.execute();
	const brought = await onList
		.innerJoin('companion', 'companion.guestId', 'guest.id')
		.where('companion.removedAt', 'is', null)
		.select((select) => ['answer.answer', select.fn.countAll<number>().as('companions')])
		.groupBy('answer.answer')
		.execute();
	const of = (state: AnswerState) =>
		Number(rows.find(({ answer }) => (answer ?? 'unanswered') === state)?.guests ?? 0);
	const bring = (state: AnswerState) =>
		Number(brought.find(({ answer }) => answer === state)?.companions ?? 0);
	return {
		yes: of('yes'),
		no: of('no'),
		maybe: of('maybe'),
		unanswered: of('unanswered'),
		total: rows.reduce((sum, row) => sum + Number(row.guests), 0),
		companions: { yes: bring('yes'), maybe: bring('maybe') }
	};
}
