import * as v from 'valibot';
import { readSettings, writeSetting } from '#lib/db/setting.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Reader, type Transaction } from '#lib/db/transaction.ts';
import { recordChange } from '#lib/changes/commands.server.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';
import { concernSchema, joined, type Concern } from './concern.ts';
import { calendarsChange } from './invitation-changes.ts';

const settlingName = 'calendars.settling';

/** How long changes of agenda and settings wait before calendars are told, in milliseconds, while nobody said otherwise. */
const usualSettling = 2 * minute;

/** How long changes of agenda and settings settle before calendars are told, in milliseconds. */
export async function readSettlingTime(db: Reader): Promise<number> {
	const stored = (await readSettings(db, [settlingName])).get(settlingName);
	const minutes = v.safeParse(v.pipe(v.number(), v.minValue(0)), stored);
	return minutes.success ? minutes.output * minute : usualSettling;
}

/** Sets how long they settle, at every conference, in whole minutes; 0: calendars are told at once. */
export function changeSettling(
	db: Database | Transaction,
	{ minutes, by, now }: { minutes: number; by: string; now: Instant }
): Promise<void> {
	return inTransaction(db, async (trx) => {
		const before = (await readSettlingTime(trx)) / minute;
		if (before === minutes) return;
		await writeSetting(trx, settlingName, minutes, now);
		// What waits already waits no longer than it would from now on.
		const dueAt = later(now, minutes * minute);
		await trx.updateTable('calendarSettling').set({ dueAt }).where('dueAt', '>', dueAt).execute();
		recordChange(trx, calendarsChange, {
			verb: 'calendars.settling-changed',
			editionId: null,
			subjectId: 'settling',
			before: { minutes: before },
			after: { minutes },
			by,
			now
		});
	});
}

/** Ends the wait of an edition: whatever calendars no longer say is sent now. */
export function sendCalendarsNow(
	db: Database | Transaction,
	{ editionId, by, now }: { editionId: string; by: string; now: Instant }
): Promise<void> {
	return inTransaction(db, (trx) => {
		recordChange(trx, calendarsChange, {
			verb: 'calendars.send-now',
			editionId,
			subjectId: editionId,
			by,
			now
		});
		return Promise.resolve();
	});
}

export interface Settling {
	editionId: string;
	beganAt: Instant;
	dueAt: Instant;
	concern: Concern;
	doneUpTo: string;
}

/** The changes of one edition that settle, locked until the transaction ends; undefined where none does. */
export async function lockSettling(
	trx: Transaction,
	editionId: string
): Promise<Settling | undefined> {
	const row = await trx
		.selectFrom('calendarSettling')
		.selectAll()
		.where('editionId', '=', editionId)
		.$if(isPostgres(trx), (query) => query.forUpdate())
		.executeTakeFirst();
	return row && { ...row, concern: readConcern(row.concern) };
}

/** The instant at which an edition's calendars are told of what has changed; undefined where nothing settles. */
export async function findSettlingEnd(db: Reader, editionId: string): Promise<Instant | undefined> {
	const row = await db
		.selectFrom('calendarSettling')
		.select('dueAt')
		.where('editionId', '=', editionId)
		.executeTakeFirst();
	return row?.dueAt;
}

/** All editions with changes that settle, the first that is due first. */
export async function listSettling(
	db: Reader
): Promise<Pick<Settling, 'editionId' | 'beganAt' | 'dueAt'>[]> {
	return db
		.selectFrom('calendarSettling')
		.select(['editionId', 'beganAt', 'dueAt'])
		.orderBy('dueAt')
		.orderBy('editionId')
		.execute();
}

/** The clocks of two processes differ by less. */
const clockSkew = minute;

/**
 * Whether what settles is to be told now: its time has passed, or the clock was set back behind its first change, so that
 * nobody can say how long it has waited.
 */
export function hasSettled(
	{ beganAt, dueAt }: Pick<Settling, 'beganAt' | 'dueAt'>,
	now: Instant
): boolean {
	return dueAt <= now || beganAt > later(now, clockSkew);
}

/** Reads whose calendars wait; everyone's where that cannot be read. */
function readConcern(text: string): Concern {
	try {
		return v.parse(concernSchema, JSON.parse(text));
	} catch {
		return { everyone: true, personIds: [] };
	}
}

/** Changes that go on and on are told after so many times the settling time. */
const mostSettlings = 5;

/**
 * Adds to what settles of an edition. Its time begins anew, by `settling` milliseconds from `now`, but never beyond five
 * times as long after the first change.
 */
export async function letSettle(
	trx: Transaction,
	{
		editionId,
		concern,
		settling,
		now
	}: { editionId: string; concern: Concern; settling: number; now: Instant }
): Promise<void> {
	const held = await lockSettling(trx, editionId);
	const beganAt = held?.beganAt ?? now;
	const [dueAt = now] = [later(now, settling), later(beganAt, mostSettlings * settling)].sort();
	const all = held ? joined(held.concern, concern) : concern;
	const row = { beganAt, dueAt, concern: JSON.stringify(all), doneUpTo: '' };
	await trx
		.insertInto('calendarSettling')
		.values({ editionId, ...row })
		.onConflict((conflict) => conflict.column('editionId').doUpdateSet(row))
		.execute();
}
