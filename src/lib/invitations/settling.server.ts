import * as v from 'valibot';
import { readSettings, writeSetting } from '#lib/db/setting.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Reader, type Transaction } from '#lib/db/transaction.ts';
import { recordChange } from '#lib/changes/commands.server.ts';
import { minute, type Instant } from '#lib/platform/clock.ts';
import { concernSchema, joined, type Concern } from './concern.ts';
import { calendarsChange } from './invitation-changes.ts';

const settlingName = 'calendars.settling';

/** How long changes of agenda and settings wait before calendars are told, in milliseconds, while nobody said otherwise. */
const usualSettling = 2 * minute;

/** How long changes of agenda and settings settle before calendars are told, in milliseconds. */
export async function readSettling(db: Reader): Promise<number> {
	const stored = (await readSettings(db, [settlingName])).get(settlingName);
	const minutes = v.safeParse(v.pipe(v.number(), v.minValue(0)), stored);
	return minutes.success ? minutes.output * minute : usualSettling;
}

/** Sets how long they settle, in whole minutes; 0: calendars are told at once. */
export function changeSettling(
	db: Database | Transaction,
	{ editionId, minutes, by, now }: { editionId: string; minutes: number; by: string; now: Instant }
): Promise<void> {
	return inTransaction(db, async (trx) => {
		const before = (await readSettling(trx)) / minute;
		if (before === minutes) return;
		await writeSetting(trx, settlingName, minutes, now);
		recordChange(trx, calendarsChange, {
			verb: 'calendars.settling-changed',
			editionId,
			subjectId: editionId,
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
	dueAt: Instant;
	concern: Concern;
	doneUpTo: string;
}

/** What waits of one edition, locked until the transaction ends; undefined where nothing does. */
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
	return row && { ...row, concern: v.parse(concernSchema, JSON.parse(row.concern)) };
}

/** When an edition's calendars are told of what has changed; undefined where nothing waits. */
export async function findSettlingEnd(db: Reader, editionId: string): Promise<Instant | undefined> {
	const row = await db
		.selectFrom('calendarSettling')
		.select('dueAt')
		.where('editionId', '=', editionId)
		.executeTakeFirst();
	return row?.dueAt;
}

/** Everything that waits, the first that is due first. */
export async function listSettling(db: Reader): Promise<{ editionId: string; dueAt: Instant }[]> {
	return db
		.selectFrom('calendarSettling')
		.select(['editionId', 'dueAt'])
		.orderBy('dueAt')
		.orderBy('editionId')
		.execute();
}

/** Adds to what waits of an edition, and begins its time anew. */
export async function letSettle(
	trx: Transaction,
	{ editionId, concern, dueAt }: { editionId: string; concern: Concern; dueAt: Instant }
): Promise<void> {
	const held = await lockSettling(trx, editionId);
	const all = held ? joined(held.concern, concern) : concern;
	const row = { dueAt, concern: JSON.stringify(all), doneUpTo: '' };
	await trx
		.insertInto('calendarSettling')
		.values({ editionId, ...row })
		.onConflict((conflict) => conflict.column('editionId').doUpdateSet(row))
		.execute();
}
