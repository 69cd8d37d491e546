import type { Programme } from '#lib/agenda/programme.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { Reader, Transaction } from '#lib/db/transaction.ts';
import { lockGuests } from '#lib/guests/commands.server.ts';
import { guestIdRows, listAddressees, type Addressee } from '#lib/guests/queries.server.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { concerns, type Concern } from './concern.ts';
import {
	difference,
	threadOf,
	wantedEntries,
	whileSettling,
	type EntryChange,
	type HeldEntry
} from './entries.ts';
import { frozenEntry } from './frozen-entry.ts';
import { calendarKind } from './mail-kinds.ts';

/** How many calendar entries are new to their guests, changed and taken away: each is one mail. */
export interface EntryCounts {
	created: number;
	updated: number;
	cancelled: number;
}

/** One message to a guest that brings their calendar a step nearer to what it should hold. */
export type GuestEntryChange = EntryChange & { guest: Addressee; uid: string };

/**
 * Compares what each of these guests should hold in their calendar with what they were last sent, and queues the
 * difference. A second run changes nothing, but for `anew`: they moved to another address, where nothing was sent yet.
 * Guests without an address hold nothing. A guest whose stored entries cannot be read is left out and logged. Those whom
 * `unsettled` concerns are told of no change of agenda or settings yet.
 */
export async function reconcileGuests(
	trx: Transaction,
	{
		editionId,
		guestIds,
		anew,
		unsettled,
		now
	}: {
		editionId: string;
		guestIds: string[];
		anew: boolean;
		unsettled?: Concern | undefined;
		now: Instant;
	}
): Promise<GuestEntryChange[]> {
	if (guestIds.length === 0) return [];
	// What another wrote meanwhile, an answer or a release, is seen after waiting for the lock, not before.
	await lockGuests(trx, guestIds);
	const edition = await getEdition(trx, editionId);
	const programme = (await latestRelease(trx, editionId))?.programme;
	const guests = await listAddressees(trx, { editionId, guestIds });
	const held = await heldEntries(trx, { guestIds });
	const changes = changesOf({ edition, programme, guests, held, anew, unsettled, now });
	await writeEntries(trx, changes, now);
	await queueMails(
		trx,
		changes.map((change) => mailOf(change, editionId)),
		now
	);
	return changes;
}

/**
 * Counts what bringing everybody's calendar in line with this programme would queue. Writes nothing; two statements,
 * however many guests there are.
 */
export async function countChanges(
	db: Reader,
	{
		edition,
		programme,
		now
	}: { edition: Edition; programme: Pick<Programme, 'days'> | undefined; now: Instant }
): Promise<EntryCounts> {
	const guests = await listAddressees(db, { editionId: edition.id });
	const held = await heldEntries(db, { editionId: edition.id });
	const counts: EntryCounts = { created: 0, updated: 0, cancelled: 0 };
	count(counts, changesOf({ edition, programme, guests, held, now }));
	return counts;
}

function changesOf({
	edition,
	programme,
	guests,
	held,
	anew,
	unsettled,
	now
}: {
	edition: Edition;
	programme: Pick<Programme, 'days'> | undefined;
	guests: Addressee[];
	held: HeldEntries;
	anew?: boolean | undefined;
	unsettled?: Concern | undefined;
	now: Instant;
}): GuestEntryChange[] {
	return guests
		.filter(({ id }) => !held.unreadable.has(id))
		.flatMap((guest) => {
			const holds = held.byGuest.get(guest.id) ?? [];
			const settled = wantedEntries(guest, edition, programme);
			const isUnsettled = unsettled && concerns(unsettled, guest.personId);
			const wanted = isUnsettled ? whileSettling(settled, holds) : settled;
			return difference(wanted, holds, now, anew).map((change) => ({
				...change,
				guest,
				uid: change.uid ?? newId()
			}));
		});
}

interface HeldEntries {
	byGuest: Map<string, HeldEntry[]>;
	/** Guests of whom nobody knows what they hold. */
	unreadable: Set<string>;
}

async function heldEntries(
	db: Reader,
	of: { guestIds: string[] } | { editionId: string }
): Promise<HeldEntries> {
	const held: HeldEntries = { byGuest: new Map(), unreadable: new Set() };
	if ('guestIds' in of && of.guestIds.length === 0) return held;
	const rows = await db
		.selectFrom('calendarEntry')
		.select([
			'calendarEntry.guestId',
			'calendarEntry.subject',
			'calendarEntry.uid',
			'calendarEntry.sequence',
			'calendarEntry.method',
			'calendarEntry.content'
		])
		.where((where) =>
			where(
				'calendarEntry.guestId',
				'in',
				'guestIds' in of ? of.guestIds : guestIdRows(db, of.editionId)
			)
		)
		.orderBy('calendarEntry.id')
		.execute();
	for (const { guestId, content, ...row } of rows) {
		try {
			const entry = { ...row, content: frozenEntry.read(content) };
			const others = held.byGuest.get(guestId);
			if (others) others.push(entry);
			else held.byGuest.set(guestId, [entry]);
		} catch (error) {
			log.error({ guest: guestId, ...describeError(error) }, 'a calendar entry cannot be read');
			held.unreadable.add(guestId);
		}
	}
	return held;
}

async function writeEntries(
	trx: Transaction,
	changes: GuestEntryChange[],
	now: Instant
): Promise<void> {
	for (const some of inChunks(changes)) {
		await trx
			.insertInto('calendarEntry')
			.values(
				some.map(({ guest, subject, uid, sequence, method, content }) => ({
					id: newId(),
					guestId: guest.id,
					subject,
					uid,
					sequence,
					method,
					content: frozenEntry.write(content),
					stampedAt: now
				}))
			)
			.onConflict((conflict) =>
				conflict.columns(['guestId', 'subject']).doUpdateSet(({ ref }) => ({
					sequence: ref('excluded.sequence'),
					method: ref('excluded.method'),
					content: ref('excluded.content'),
					stampedAt: ref('excluded.stampedAt')
				}))
			)
			.execute();
	}
}

/** One mail carries one entry (RFC 6047, 2.4); its words are made at delivery from the entry as it then stands. */
function mailOf(change: GuestEntryChange, editionId: string): MailRequest<typeof calendarKind> {
	const { guest, uid, sequence, subject, kind, answered, tickets } = change;
	return {
		kind: calendarKind,
		editionId,
		personId: guest.personId,
		to: { address: guest.email, name: guest.name },
		language: guest.language,
		payload: { guestId: guest.id, subject, sequence, change: kind, answered, tickets },
		dedupeKey: `calendar:${uid}:${sequence}`,
		thread: threadOf(uid),
		revision: sequence,
		priority: change.method === 'CANCEL' ? 1 : 2
	};
}

function count(counts: EntryCounts, changes: EntryChange[]): void {
	for (const { kind } of changes) {
		if (kind === 'new') counts.created += 1;
		else if (kind === 'changed') counts.updated += 1;
		else counts.cancelled += 1;
	}
}
