import { prepared } from '#lib/db/prepared-query.ts';
import type { EditionTable } from '#lib/db/schema/conference.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import type { Edition } from './edition.ts';

/** An edition without its days and rooms, in one query: for public pages that many read at once. */
export type EditionHeading = Omit<Edition, 'days' | 'rooms'>;

export async function findEditionHeading(
	db: Reader,
	slug: string
): Promise<EditionHeading | undefined> {
	const row = await db
		.selectFrom('edition')
		.selectAll()
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row && headingOf(row);
}

const editionVersions = prepared((db, slug: string) =>
	db.selectFrom('edition').select(['id', 'revision']).where('slug', '=', slug)
);

/** Which edition it is, and which revision of its settings. */
export async function findEditionVersion(
	db: Reader,
	slug: string
): Promise<{ id: string; revision: number } | undefined> {
	return (await editionVersions(db, slug))[0];
}

export async function findEdition(db: Reader, slug: string): Promise<Edition | undefined> {
	const row = await db
		.selectFrom('edition')
		.selectAll()
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row && (await withDaysAndRooms(db, [row]))[0];
}

/** Throws when there is none. */
export async function getEdition(db: Reader, id: string): Promise<Edition> {
	const row = await db
		.selectFrom('edition')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const [edition] = await withDaysAndRooms(db, [row]);
	if (!edition) throw new Error('an edition went missing');
	return edition;
}

/** The settings that the door goes by at every scan. */
export type DoorSetting = Pick<Edition, 'timeZone' | 'doorOpenedAt' | 'doorClosedAt'>;

const doorSettings = prepared((db, id: string) =>
	db.selectFrom('edition').select(['timeZone', 'doorOpenedAt', 'doorClosedAt']).where('id', '=', id)
);

/** Throws when there is no such edition. */
export async function getDoorSetting(db: Reader, editionId: string): Promise<DoorSetting> {
	const [setting] = await doorSettings(db, editionId);
	if (!setting) throw new Error('an edition went missing');
	return setting;
}

/** All editions, newest first: by their first day, those without one before the others. */
export async function listEditions(db: Reader): Promise<Edition[]> {
	const rows = await db.selectFrom('edition').selectAll().orderBy('createdAt', 'desc').execute();
	const editions = await withDaysAndRooms(db, rows);
	const first = (edition: Edition) => edition.days[0]?.dayOn ?? '9999';
	return editions.sort((a, b) => first(b).localeCompare(first(a)));
}

/** The edition whose first day is the latest: the one that a new edition begins as. */
export async function findLatestEdition(db: Reader): Promise<Edition | undefined> {
	return (await listEditions(db))[0];
}

async function withDaysAndRooms(db: Reader, rows: EditionTable[]): Promise<Edition[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const [days, rooms] = await Promise.all([
		db
			.selectFrom('editionDay')
			.selectAll()
			.where('editionId', 'in', ids)
			.orderBy('dayOn')
			.execute(),
		db
			.selectFrom('room')
			.selectAll()
			.where('editionId', 'in', ids)
			.orderBy('position')
			.orderBy('id')
			.execute()
	]);
	return rows.map((row) => ({
		...headingOf(row),
		days: days
			.filter(({ editionId }) => editionId === row.id)
			.map(({ id, dayOn, opens, closes }) => ({ id, dayOn, opens, closes })),
		rooms: rooms
			.filter(({ editionId }) => editionId === row.id)
			.map(({ id, name, capacity, position }) => ({ id, name, capacity, position }))
	}));
}

function headingOf(row: EditionTable): EditionHeading {
	return {
		id: row.id,
		slug: row.slug,
		title: JSON.parse(row.title) as LocalizedText,
		theme: JSON.parse(row.theme) as LocalizedText,
		timeZone: row.timeZone,
		venueName: row.venueName,
		venueAddress: row.venueAddress,
		talksDueAt: row.talksDueAt,
		answersDueAt: row.answersDueAt,
		doorOpenedAt: row.doorOpenedAt,
		doorClosedAt: row.doorClosedAt,
		revision: row.revision
	};
}
