import { newestPosition } from '#lib/changes/queries.server.ts';
import { readCursor } from '#lib/changes/reader.server.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { speakerIdsIn, type Programme } from '#lib/agenda/programme.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { CalendarEntryTable } from '#lib/db/schema/invitations.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { listGuestPersons } from '#lib/guests/queries.server.ts';
import { later, type Instant } from '#lib/platform/clock.ts';
import { fallbackLanguage } from '#lib/platform/languages.ts';
import { wantedEntries, type EntryContent } from './entries.ts';
import { frozenEntry } from './frozen-entry.ts';
import { countChanges, type EntryCounts } from './reconcile.server.ts';
import { findSettlingEnd, readSettlingTime } from './settling.server.ts';
import { awaitedKinds, calendarReader } from './settling.ts';

export { findSettlingEnd, readSettlingTime } from './settling.server.ts';

export interface PublicationPreview {
	/** Speakers who will join the guest list. */
	speakersAdded: number;
	entries: EntryCounts;
	/** Mails the publication will cause: one for each entry. */
	mails: number;
}

/** The effects that publishing this programme now would have. Writes nothing. */
export async function previewPublication(
	db: Reader,
	{
		edition,
		programme,
		now
	}: { edition: Edition; programme: Pick<Programme, 'days'>; now: Instant }
): Promise<PublicationPreview> {
	const entries = await countChanges(db, { edition, programme, now });
	const personIds = speakerIdsIn(programme);
	const known = await listGuestPersons(db, { editionId: edition.id, personIds });
	const joining = personIds.filter((personId) => !known.has(personId));
	for (const personId of joining) {
		const speaker = {
			personId,
			state: 'unanswered',
			language: fallbackLanguage,
			removed: false
		} as const;
		const wanted = wantedEntries(speaker, edition, programme);
		entries.created += wanted.filter(({ content }) => content.endsAt > now).length;
	}
	return {
		speakersAdded: joining.length,
		entries,
		mails: entries.created + entries.updated + entries.cancelled
	};
}

/** How many calendars no longer say what the edition and its newest release say. */
export async function countOutdated(
	db: Reader,
	{ editionId, now }: { editionId: string; now: Instant }
): Promise<number> {
	const edition = await getEdition(db, editionId);
	const programme = (await latestRelease(db, editionId))?.programme;
	const { created, updated, cancelled } = await countChanges(db, { edition, programme, now });
	return created + updated + cancelled;
}

/** Calendars that are told of a change in a moment: how many entries it is, and when. */
export interface SettlingCalendars {
	count: number;
	/** Past where they are being told at this moment. */
	dueAt: Instant;
}

/**
 * The calendars of an edition that are behind its settings or its newest release, and will be told; undefined where none
 * is. Counts entries only while something settles.
 */
export async function findSettlingCalendars(
	db: Reader,
	asked: { editionId: string; now: Instant }
): Promise<SettlingCalendars | undefined> {
	const { editionId, now } = asked;
	// Asked first: what is read of the log meanwhile stands among what settles.
	const unread = await isUnread(db);
	const settles = await findSettlingEnd(db, editionId);
	const dueAt = settles ?? (unread ? later(now, await readSettlingTime(db)) : undefined);
	if (dueAt === undefined) return undefined;
	const count = await countOutdated(db, asked);
	return count > 0 ? { count, dueAt } : undefined;
}

/** Whether the log has settings or releases, of any edition, that calendars have yet to follow. */
async function isUnread(db: Reader): Promise<boolean> {
	const newest = await newestPosition(db, awaitedKinds);
	return newest > (await readCursor(db, calendarReader));
}

export interface StoredEntry {
	uid: string;
	sequence: number;
	method: CalendarEntryTable['method'];
	content: EntryContent;
	stampedAt: Instant;
}

/** The entries that these guests were last sent, by guest and subject. */
export async function listEntries(
	db: Reader,
	guestIds: string[]
): Promise<Map<string, Map<string, StoredEntry>>> {
	const rows = await db
		.selectFrom('calendarEntry')
		.select(['guestId', 'subject', 'uid', 'sequence', 'method', 'content', 'stampedAt'])
		.where('guestId', 'in', guestIds)
		.execute();
	const entries = new Map<string, Map<string, StoredEntry>>();
	for (const { guestId, subject, ...row } of rows) {
		const ofGuest = entries.get(guestId) ?? new Map<string, StoredEntry>();
		ofGuest.set(subject, { ...row, content: frozenEntry.read(row.content) });
		entries.set(guestId, ofGuest);
	}
	return entries;
}
