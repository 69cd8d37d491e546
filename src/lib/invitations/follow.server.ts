import { findRelease } from '#lib/agenda/queries.server.ts';
import { recordChange } from '#lib/changes/commands.server.ts';
import { listChangesAfter, type Change } from '#lib/changes/queries.server.ts';
import { lockCursor, moveCursor, readCursor } from '#lib/changes/reader.server.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inUnrecordedTransaction, type Transaction } from '#lib/db/transaction.ts';
import {
	listAddressees,
	listGuestsOfPerson,
	listGuestsOfPersons
} from '#lib/guests/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { FrozenError } from '#lib/platform/frozen.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import {
	concernOfRelease,
	consequenceOf,
	type CalendarConsequence,
	type Concern
} from './concern.ts';
import { calendarsChange } from './invitation-changes.ts';
import { reconcileGuests } from './reconcile.server.ts';
import {
	hasSettled,
	letSettle,
	listSettling,
	lockSettling,
	readSettlingTime
} from './settling.server.ts';
import { calendarReader, isAwaited } from './settling.ts';
import { queueTickets } from './ticket-requests.server.ts';

/** Rows of the log, and guests, in one transaction: no page waits long for it. */
const most = 200;

/** The position up to which a follower knows that nothing means anything to calendars; it costs no write to know that. */
export interface PassedOver {
	position: number;
}

/**
 * Brings calendars in line with everything that the log tells and nobody has followed yet: a guest's own answer at once,
 * changes of agenda and settings once they have settled. Running it twice, or in several processes, changes nothing.
 * Answers with when it has to run again; undefined where nothing waits. Whoever runs it again and again keeps `passed`.
 */
export async function followCalendars(
	db: Database,
	now: Instant,
	passed: PassedOver = { position: 0 }
): Promise<Instant | undefined> {
	const failures: unknown[] = [];
	const attempt = async (work: () => Promise<void>) => {
		try {
			await work();
		} catch (error) {
			failures.push(error);
		}
	};
	// What cannot be read of one edition keeps nothing of another back.
	await attempt(() => readLog(db, now, passed));
	const settling = await listSettling(db);
	for (const { editionId } of settling.filter((one) => hasSettled(one, now))) {
		await attempt(async () => {
			while (await bringInLine(db, editionId, now));
		});
	}
	if (failures.length > 0) throw failures[0];
	return settling.find((one) => !hasSettled(one, now))?.dueAt;
}

async function readLog(db: Database, now: Instant, passed: PassedOver): Promise<void> {
	const noted = await readCursor(db, calendarReader);
	passed.position = Math.max(passed.position, noted);
	for (;;) {
		const changes = await listChangesAfter(db, passed.position, most);
		const last = changes.at(-1)?.position;
		if (last === undefined) return;
		// What means nothing is passed over without a word: whoever reads it again finds nothing again.
		if (changes.some(hasToBeNoted)) await readUpTo(db, last, now);
		passed.position = last;
	}
}

/** Acts on all that is not noted as read, up to a position. */
async function readUpTo(db: Database, position: number, now: Instant): Promise<void> {
	while ((await readCursor(db, calendarReader)) < position) {
		await inUnrecordedTransaction(db, 'a reader of the log', (trx) => readOn(trx, now));
	}
}

/** Whether the reader's place is noted behind a row: pages ask whether settings and releases were read. */
function hasToBeNoted(change: Change): boolean {
	return isAwaited(change.kind) || consequenceOf(change) !== undefined;
}

async function readOn(trx: Transaction, now: Instant): Promise<void> {
	const changes = await listChangesAfter(trx, await lockCursor(trx, calendarReader, now), most);
	const last = changes.at(-1);
	if (!last) return;
	const settling = await readSettlingTime(trx);
	const atOnce = new Guests();
	for (const change of changes) {
		const consequence = consequenceOf(change);
		if (consequence) await take(trx, { change, consequence, settling, atOnce, now });
	}
	for (const [editionId, guests] of atOnce.byEdition) {
		await followGuests(trx, { editionId, guests, now });
	}
	await moveCursor(trx, calendarReader, last.position, now);
}

interface OwnChange {
	/** They moved to another address, where nothing was sent yet. */
	anew: boolean;
	/** When their tickets came to be owed to them. */
	ticketsAt: Instant | undefined;
}

/** The guests whose calendars follow at once. */
class Guests {
	readonly byEdition = new Map<string, Map<string, OwnChange>>();

	add(editionId: string, guestId: string, { anew, ticketsAt }: OwnChange): void {
		const ofEdition = this.byEdition.get(editionId) ?? new Map<string, OwnChange>();
		this.byEdition.set(editionId, ofEdition);
		const held = ofEdition.get(guestId);
		ofEdition.set(guestId, {
			anew: anew || (held?.anew ?? false),
			ticketsAt: ticketsAt ?? held?.ticketsAt
		});
	}
}

async function take(
	trx: Transaction,
	{
		change,
		consequence,
		settling,
		atOnce,
		now
	}: {
		change: Change;
		consequence: CalendarConsequence;
		settling: number;
		atOnce: Guests;
		now: Instant;
	}
): Promise<void> {
	// A clock that was set back since makes nobody wait longer.
	const [from = now] = [change.at, now].sort();
	switch (consequence.kind) {
		case 'guest': {
			const { editionId, guestId, tickets } = consequence;
			const ticketsAt = tickets ? change.at : undefined;
			return atOnce.add(editionId, guestId, { anew: false, ticketsAt });
		}
		case 'address':
			for (const { id, editionId } of await listGuestsOfPerson(trx, consequence.personId)) {
				atOnce.add(editionId, id, { anew: true, ticketsAt: undefined });
			}
			return;
		case 'settings': {
			const { editionId } = consequence;
			const concern = { everyone: true, personIds: [] };
			return letSettle(trx, { editionId, concern, settling, now: from });
		}
		case 'release': {
			const { editionId, releaseId } = consequence;
			const concern = await concernOf(trx, { editionId, releaseId });
			return letSettle(trx, { editionId, concern, settling, now: from });
		}
		case 'send-now': {
			const { editionId } = consequence;
			// The button counts every entry that is behind, whatever it waits for.
			const concern = { everyone: true, personIds: [] };
			return letSettle(trx, { editionId, concern, settling: 0, now: from });
		}
	}
}

/** Finds whose calendars a release may change; everyone's where one of the two that are compared cannot be read. */
async function concernOf(
	trx: Transaction,
	{ editionId, releaseId }: { editionId: string; releaseId: string }
): Promise<Concern> {
	const edition = await getEdition(trx, editionId);
	try {
		const { before, release } = await findRelease(trx, releaseId);
		return concernOfRelease(before?.programme, release.programme, edition);
	} catch (error) {
		if (!(error instanceof FrozenError)) throw error;
		log.error({ edition: editionId, ...describeError(error) }, 'a release cannot be read');
		return { everyone: true, personIds: [] };
	}
}

async function followGuests(
	trx: Transaction,
	{ editionId, guests, now }: { editionId: string; guests: Map<string, OwnChange>; now: Instant }
): Promise<void> {
	const settling = await lockSettling(trx, editionId);
	const unsettled = settling && !hasSettled(settling, now) ? settling.concern : undefined;
	const asked = { editionId, unsettled, now };
	const idsOf = (anew: boolean) =>
		[...guests].filter(([, own]) => own.anew === anew).map(([guestId]) => guestId);
	const changed = [
		...(await reconcileGuests(trx, { ...asked, guestIds: idsOf(false), anew: false })),
		...(await reconcileGuests(trx, { ...asked, guestIds: idsOf(true), anew: true }))
	];
	const withTickets = new Set(
		changed.filter(({ tickets }) => tickets).map(({ guest }) => guest.id)
	);
	for (const [guestId, { ticketsAt }] of guests) {
		if (ticketsAt && !withTickets.has(guestId)) {
			await queueTickets(trx, { guestId, owedAt: ticketsAt, now });
		}
	}
}

/** Some of those whom a settled change concerns. False when no one is left, or somebody changed something again. */
async function bringInLine(db: Database, editionId: string, now: Instant): Promise<boolean> {
	return inUnrecordedTransaction(db, 'a reader of the log', async (trx) => {
		const settling = await lockSettling(trx, editionId);
		if (!settling || !hasSettled(settling, now)) return false;
		const { concern, doneUpTo } = settling;
		const guests = concern.everyone
			? await listAddressees(trx, { editionId, after: doneUpTo, most })
			: await listGuestsOfPersons(trx, { editionId, personIds: concern.personIds });
		const guestIds = guests.map(({ id }) => id);
		const changed = await reconcileGuests(trx, { editionId, guestIds, anew: false, now });
		recordInLine(trx, { editionId, count: changed.length, now });
		const isDone = !concern.everyone || guestIds.length < most;
		if (isDone) {
			await trx.deleteFrom('calendarSettling').where('editionId', '=', editionId).execute();
		} else {
			await trx
				.updateTable('calendarSettling')
				.set({ doneUpTo: guestIds.at(-1) ?? doneUpTo })
				.where('editionId', '=', editionId)
				.execute();
		}
		return !isDone;
	});
}

function recordInLine(
	trx: Transaction,
	{ editionId, count, now }: { editionId: string; count: number; now: Instant }
): void {
	if (count === 0) return;
	recordChange(trx, calendarsChange, {
		verb: 'calendars.brought-in-line',
		editionId,
		subjectId: editionId,
		after: { count },
		by: null,
		now
	});
}
