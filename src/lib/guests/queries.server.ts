import { inChunks } from '#lib/db/chunks.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { compareText } from '#lib/platform/text.ts';
import type { Vault } from '#lib/platform/vault.server.ts';
import { readGuests } from './guest-rows.server.ts';
import type { GivenAnswer, Guest } from './guest.ts';
import { needsContext } from './needs.ts';

export { countAddressees, listAddressees, type Addressee } from './addressees.server.ts';
export { listSigners } from './signers.server.ts';
export { findTickets, listDoorGuests } from './tickets.server.ts';
export { countAnswers, listGuests } from './guest-list.server.ts';

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

/** Those of these persons who are, or were, on an edition's list, in the order of their ids as guests. */
export async function listGuestsOfPersons(
	db: Reader,
	{ editionId, personIds }: { editionId: string; personIds: string[] }
): Promise<{ id: string; personId: string }[]> {
	const guests: { id: string; personId: string }[] = [];
	for (const chunk of inChunks(personIds)) {
		const rows = await db
			.selectFrom('guest')
			.select(['id', 'personId'])
			.where('editionId', '=', editionId)
			.where('personId', 'in', chunk)
			.execute();
		guests.push(...rows);
	}
	return guests.sort((a, b) => compareText(a.id, b.id));
}

/** A person as a guest of every edition that has, or had, them on its list. */
export async function listGuestsOfPerson(
	db: Reader,
	personId: string
): Promise<{ id: string; editionId: string }[]> {
	return db
		.selectFrom('guest')
		.select(['id', 'editionId'])
		.where('personId', '=', personId)
		.orderBy('id')
		.execute();
}

/** The ids of all who are, or were, on an edition's list, for other rooms' `in`. */
export function guestIdRows(db: Reader, editionId: string) {
	return db.selectFrom('guest').select('guest.id').where('guest.editionId', '=', editionId);
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

const answerColumns = [
	'answer.id',
	'answer.number',
	'answer.answer',
	'answer.language',
	'answer.certificateName',
	'answer.givenBy',
	'answer.byPersonId',
	'answer.at'
] as const;

/** Every answer a guest gave; `foldAnswers` says which holds. */
export async function listAnswers(db: Reader, guestId: string): Promise<GivenAnswer[]> {
	return db
		.selectFrom('answer')
		.select(answerColumns)
		.where('answer.guestId', '=', guestId)
		.execute();
}

/**
 * The words of a guest on what they need in order to take part; undefined when they said nothing. Their words cannot
 * be read where the secret key is another than theirs was.
 */
export async function findAccessNeeds(
	db: Reader,
	vault: Vault,
	guestId: string
): Promise<{ text: string | undefined } | undefined> {
	const row = await db
		.selectFrom('accessNeed')
		.select('ciphertext')
		.where('guestId', '=', guestId)
		.executeTakeFirst();
	return row && { text: vault.open(row.ciphertext, needsContext(guestId)) };
}
