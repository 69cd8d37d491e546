import { sql, type ExpressionBuilder } from 'kysely';
import type { Schema } from '#lib/db/schema.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { inChunks } from '#lib/people/chunks.ts';
import { personColumns, personFrom } from '#lib/people/queries.server.ts';
import { fold } from '#lib/platform/text.ts';
import type { Vault } from '#lib/platform/vault.server.ts';
import {
	guestLanguage,
	type AnswerCounts,
	type AnswerState,
	type Companion,
	type GivenAnswer,
	type Guest,
	type GuestRole
} from './guest.ts';
import { needsContext } from './needs.ts';

export {
	countAddressees,
	listAddressees,
	type Addressee,
	type InvitationCounts
} from './addressees.server.ts';
export { findTickets, listDoorGuests, type TicketHolder } from './tickets.server.ts';

type GuestScope = ExpressionBuilder<Schema, 'guest'>;

const answerColumns = [
	'answer.id',
	'answer.answer',
	'answer.language',
	'answer.certificateName',
	'answer.givenBy',
	'answer.byPersonId',
	'answer.at'
] as const;

/** The id of the answer that holds, as `foldAnswers` finds it; null while there is none. */
function latestAnswerId(select: GuestScope) {
	return select
		.selectFrom('answer')
		.select('answer.id')
		.whereRef('answer.guestId', '=', 'guest.id')
		.orderBy('answer.at', 'desc')
		.orderBy('answer.id', 'desc')
		.limit(1);
}

function guests(db: Reader) {
	return db
		.selectFrom('guest')
		.innerJoin('person', 'person.id', 'guest.personId')
		.leftJoin('organisation', 'organisation.id', 'person.organisationId')
		.leftJoin('answer', (join) =>
			join.on((on) => on('answer.id', '=', latestAnswerId(on as unknown as GuestScope)))
		);
}

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

async function readGuests(
	db: Reader,
	narrow: (query: ReturnType<typeof guests>) => ReturnType<typeof guests>,
	companionsOf?: { editionId: string }
): Promise<Guest[]> {
	const rows = await narrow(guests(db))
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
			state: row.answer ?? 'waiting',
			answeredAt: row.answeredAt,
			language: guestLanguage({ language: row.answerLanguage ?? '' }, person),
			certificateName: row.wishedName || person.name,
			companions: companions.get(row.id) ?? [],
			hasNeeds: row.consentedAt !== null
		};
	});
}

/** Removed guests too: look at `removedAt`. */
export async function findGuest(db: Reader, id: string): Promise<Guest | undefined> {
	const [guest] = await readGuests(db, (query) => query.where('guest.id', '=', id));
	return guest;
}

export async function findGuestOf(
	db: Reader,
	{ editionId, personId }: { editionId: string; personId: string }
): Promise<Guest | undefined> {
	const [guest] = await readGuests(db, (query) =>
		query.where('guest.editionId', '=', editionId).where('guest.personId', '=', personId)
	);
	return guest;
}

/** Which of these persons are on the list or were on it. */
export async function listGuestPersons(
	db: Reader,
	{ editionId, personIds }: { editionId: string; personIds: string[] }
): Promise<Set<string>> {
	const known = new Set<string>();
	for (const chunk of inChunks(personIds)) {
		const rows = await db
			.selectFrom('guest')
			.select('personId')
			.where('editionId', '=', editionId)
			.where('personId', 'in', chunk)
			.execute();
		for (const { personId } of rows) known.add(personId);
	}
	return known;
}

export interface LinkedGuest {
	id: string;
	editionId: string;
	linkVersion: number;
	mailStopped: boolean;
	removed: boolean;
}

/** The row behind a link, to prove its token or to make one: no name, no answer. */
export async function findGuestForLink(
	db: Reader,
	guestId: string
): Promise<LinkedGuest | undefined> {
	const row = await db
		.selectFrom('guest')
		.select(['id', 'editionId', 'linkVersion', 'mailStoppedAt', 'removedAt'])
		.where('id', '=', guestId)
		.executeTakeFirst();
	if (!row) return undefined;
	const { mailStoppedAt, removedAt, ...guest } = row;
	return { ...guest, mailStopped: mailStoppedAt !== null, removed: removedAt !== null };
}

/** Those of the given ids that exist, removed ones too, in the order of their ids. */
export async function listGuestsByIds(db: Reader, ids: string[]): Promise<Guest[]> {
	const found: Guest[] = [];
	for (const chunk of inChunks([...new Set(ids)].sort())) {
		found.push(
			...(await readGuests(db, (query) => query.where('guest.id', 'in', chunk).orderBy('guest.id')))
		);
	}
	return found;
}

/** Everybody on the list, by name. For work that needs each of them; pages use `listGuests`. */
export async function listAllGuests(db: Reader, editionId: string): Promise<Guest[]> {
	return readGuests(
		db,
		(query) =>
			query
				.where('guest.editionId', '=', editionId)
				.where('guest.removedAt', 'is', null)
				.orderBy('person.nameFolded')
				.orderBy('guest.id'),
		{ editionId }
	);
}

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

export interface GuestPage {
	guests: Guest[];
	/** How many the filter lets through. */
	total: number;
	page: number;
	pages: number;
}

/** The list as a page shows it, by name, without those removed. */
export async function listGuests(
	db: Reader,
	editionId: string,
	filter: GuestFilter = {}
): Promise<GuestPage> {
	const { search = '', answer, role, invited, needs, size = 50 } = filter;
	const words = fold(search).split(' ').filter(Boolean).slice(0, 6);
	const narrow = (query: ReturnType<typeof guests>) => {
		let narrowed = query
			.where('guest.editionId', '=', editionId)
			.where('guest.removedAt', 'is', null);
		for (const word of words) {
			const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
			narrowed = narrowed.where(
				sql<boolean>`(${sql.ref('person.nameFolded')} like ${pattern} escape '\\'
					or ${sql.ref('person.email')} like ${pattern} escape '\\'
					or ${sql.ref('organisation.nameFolded')} like ${pattern} escape '\\')`
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
		if (answer === 'waiting') narrowed = narrowed.where('answer.id', 'is', null);
		else if (answer) narrowed = narrowed.where('answer.answer', '=', answer);
		return narrowed;
	};
	const { count } = await narrow(guests(db))
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const total = Number(count);
	const pages = Math.max(1, Math.ceil(total / size));
	const page = Math.min(Math.max(1, Math.trunc(filter.page ?? 1) || 1), pages);
	const listed = await readGuests(db, (query) =>
		narrow(query)
			.orderBy('person.nameFolded')
			.orderBy('guest.id')
			.limit(size)
			.offset((page - 1) * size)
	);
	return { guests: listed, total, page, pages };
}

/** How an edition's guests have answered, those removed left out. */
export async function countAnswers(db: Reader, editionId: string): Promise<AnswerCounts> {
	const onList = guests(db)
		.where('guest.editionId', '=', editionId)
		.where('guest.removedAt', 'is', null);
	const rows = await onList
		.select((select) => [
			'answer.answer',
			select.fn.countAll<number>().as('guests'),
			select.fn.count<number>('guest.invitedAt').as('invited')
		])
		.groupBy('answer.answer')
		.execute();
	const brought = await onList
		.innerJoin('companion', 'companion.guestId', 'guest.id')
		.where('companion.removedAt', 'is', null)
		.select((select) => ['answer.answer', select.fn.countAll<number>().as('companions')])
		.groupBy('answer.answer')
		.execute();
	const of = (state: AnswerState) =>
		Number(rows.find(({ answer }) => (answer ?? 'waiting') === state)?.guests ?? 0);
	const bring = (state: AnswerState) =>
		Number(brought.find(({ answer }) => answer === state)?.companions ?? 0);
	return {
		yes: of('yes'),
		no: of('no'),
		maybe: of('maybe'),
		waiting: of('waiting'),
		total: rows.reduce((sum, row) => sum + Number(row.guests), 0),
		invited: rows.reduce((sum, row) => sum + Number(row.invited), 0),
		companions: { yes: bring('yes'), maybe: bring('maybe') }
	};
}

/** Every answer a guest gave; `foldAnswers` says which holds. */
export async function listAnswers(db: Reader, guestId: string): Promise<GivenAnswer[]> {
	return db
		.selectFrom('answer')
		.select(answerColumns)
		.where('answer.guestId', '=', guestId)
		.execute();
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

/** What a guest needs in order to take part, in their words; undefined when they said nothing. */
export async function findAccessNeeds(
	db: Reader,
	vault: Vault,
	guestId: string
): Promise<string | undefined> {
	const row = await db
		.selectFrom('accessNeed')
		.select('ciphertext')
		.where('guestId', '=', guestId)
		.executeTakeFirst();
	return row && vault.open(row.ciphertext, needsContext(guestId));
}
