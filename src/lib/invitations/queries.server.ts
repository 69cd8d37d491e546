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
import { findSettlingEnd, readSettling } from './settling.server.ts';
import { awaitedKinds, calendarReader } from './settling.ts';

export { findSettlingEnd, readSettling } from './settling.server.ts';

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
export interface WaitingCalendars {
	count: number;
	dueAt: Instant;
}

/** What of an edition waits to be told; undefined while nothing does. Counts entries only while something waits. */
export async function findWaitingCalendars(
	db: Reader,
	asked: { editionId: string; now: Instant }
): Promise<WaitingCalendars | undefined> {
	const { editionId, now } = asked;
	const settles = await findSettlingEnd(db, editionId);
	const dueAt = settles ?? ((await isUnread(db)) ? later(now, await readSettling(db)) : undefined);
	if (dueAt === undefined || dueAt <= now) return undefined;
	const count = await countOutdated(db, asked);
	return count > 0 ? { count, dueAt } : undefined;
}

/** Whether the log has settings or a release that calendars have yet to follow: they do within the second. */
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
