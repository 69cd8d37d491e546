import { prepared } from '#lib/db/prepared-query.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import { nameOf } from '#lib/people/person.ts';
import { personNameRows } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import { isOnAgenda, type Talk } from '#lib/talks/talk.ts';
import type { AgendaItem } from './item.ts';
import { frozenProgramme } from './frozen-programme.ts';
import { itemsOf, type Programme, type Release } from './programme.ts';
import { anchorOf } from './readable-programme.ts';
import { titleOf } from './release.ts';

/** The draft of an edition's agenda: by start, the unplaced last. */
export async function listItems(db: Reader, editionId: string): Promise<AgendaItem[]> {
	return (await readDraft(db, editionId)).items;
}

/** As `listItems`, with the accepted talks that are not on the draft yet. */
export async function readDraft(
	db: Reader,
	editionId: string
): Promise<{ items: AgendaItem[]; unplacedTalks: Talk[] }> {
	const [rows, talks] = await Promise.all([
		db
			.selectFrom('agendaItem')
			.selectAll()
			.where('editionId', '=', editionId)
			.orderBy('createdAt')
			.orderBy('id')
			.execute(),
		listTalks(db, editionId)
	]);
	const talksById = new Map(talks.map((talk) => [talk.id, talk]));
	const held = new Set(rows.map(({ talkId }) => talkId));
	const items = rows
		.map(({ talkId, title, createdAt: _, ...row }) => {
			const talk = (talkId && talksById.get(talkId)) || null;
			const own = JSON.parse(title) as LocalizedText;
			return { ...row, talk, title: talk ? titleOf(talk) : own };
		})
		.sort((a, b) => (a.startsAt ?? '9').localeCompare(b.startsAt ?? '9'));
	return {
		items,
		unplacedTalks: talks.filter(({ id, state }) => isOnAgenda(state) && !held.has(id))
	};
}

/**
 * The item to be placed, named by its own id or its talk's: an item of the draft, or an accepted talk that is not on it
 * yet, whose item has no id.
 */
export async function findPlaceable(
	db: Reader,
	editionId: string,
	id: string
): Promise<{ item: AgendaItem; items: AgendaItem[] } | undefined> {
	const { items, unplacedTalks } = await readDraft(db, editionId);
	const item = items.find((one) => one.id === id || one.talk?.id === id);
	if (item) return { item, items };
	const talk = unplacedTalks.find((one) => one.id === id);
	if (!talk) return undefined;
	const unplaced: AgendaItem = {
		id: '',
		editionId,
		kind: talk.format === 'workshop' ? 'workshop' : 'talk',
		title: titleOf(talk),
		talk,
		roomId: null,
		startsAt: null,
		endsAt: null,
		revision: 0
	};
	return { item: unplaced, items };
}

// A release never changes, so each is parsed once in a process's life; a few hold all that are read.
const parsed = new Map<string, Programme>();
const mostParsed = 20;

/** The agenda as last published. One query; the programme itself is only fetched once. */
export async function latestRelease(db: Reader, editionId: string): Promise<Release | undefined> {
	const row = await db
		.selectFrom('release')
		.select(['id', 'number', 'note', 'releasedAt'])
		.where('editionId', '=', editionId)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && { ...row, programme: await programmeOf(db, row.id) };
}

/** One release, and the one before it. Throws when there is no such release. */
export async function findRelease(
	db: Reader,
	id: string
): Promise<{ release: Release; before: Release | undefined }> {
	const read = async (row: Omit<Release, 'programme'>): Promise<Release> => ({
		...row,
		programme: await programmeOf(db, row.id)
	});
	const row = await db
		.selectFrom('release')
		.select(['id', 'number', 'note', 'releasedAt', 'editionId'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const { editionId, ...own } = row;
	const before = await db
		.selectFrom('release')
		.select(['id', 'number', 'note', 'releasedAt'])
		.where('editionId', '=', editionId)
		.where('number', '=', row.number - 1)
		.executeTakeFirst();
	return { release: await read(own), before: before && (await read(before)) };
}

const newestReleases = prepared((db, editionId: string) =>
	db
		.selectFrom('release')
		.select('id')
		.where('editionId', '=', editionId)
		.orderBy('number', 'desc')
		.limit(1)
);

/** Which release is the latest; undefined before the first. */
export async function latestReleaseId(db: Reader, editionId: string): Promise<string | undefined> {
	return (await newestReleases(db, editionId))[0]?.id;
}

async function programmeOf(db: Reader, releaseId: string): Promise<Programme> {
	const held = parsed.get(releaseId);
	if (held) return held;
	const { programme: text } = await db
		.selectFrom('release')
		.select('programme')
		.where('id', '=', releaseId)
		.executeTakeFirstOrThrow();
	const programme = frozenProgramme.read(text);
	const [oldest] = parsed.keys();
	if (oldest !== undefined && parsed.size >= mostParsed) parsed.delete(oldest);
	parsed.set(releaseId, programme);
	return programme;
}

/** When and where a talk is, as published last. */
export interface PublishedPlace {
	startsAt: Instant;
	endsAt: Instant;
	room: string | null;
	timeZone: string;
	anchor: string;
}

/** The published places of the talks of some editions, by talk. One query once the releases were read. */
export async function listPublishedPlaces(
	db: Reader,
	editionIds: readonly string[]
): Promise<Map<string, PublishedPlace>> {
	const places = new Map<string, PublishedPlace>();
	if (editionIds.length === 0) return places;
	const newest = await db
		.selectFrom('release')
		.select('release.id')
		.where('release.editionId', 'in', [...new Set(editionIds)])
		.where('release.number', '=', (where) =>
			where
				.selectFrom('release as any')
				.whereRef('any.editionId', '=', 'release.editionId')
				.select((select) => select.fn.max('any.number').as('number'))
		)
		.execute();
	for (const { id } of newest) {
		const programme = await programmeOf(db, id);
		for (const item of itemsOf(programme)) {
			if (!item.talkId) continue;
			const { startsAt, endsAt, room } = item;
			const { timeZone } = programme;
			places.set(item.talkId, { startsAt, endsAt, room, timeZone, anchor: anchorOf(item) });
		}
	}
	return places;
}

export interface ReleaseSummary {
	number: number;
	releasedAt: Instant;
	note: string;
	/** The organiser's name, or address; empty when nobody knows any more. */
	by: string;
}

/** Every release of an edition, the newest first. */
export async function listReleases(db: Reader, editionId: string): Promise<ReleaseSummary[]> {
	const rows = await db
		.selectFrom('release')
		.leftJoin(personNameRows(db).as('person'), 'person.id', 'release.byPersonId')
		.where('editionId', '=', editionId)
		.select(['number', 'releasedAt', 'note', 'person.name', 'person.email'])
		.orderBy('number', 'desc')
		.execute();
	return rows.map(({ name, email, ...release }) => ({
		...release,
		by: nameOf({ name: name ?? '', email })
	}));
}
