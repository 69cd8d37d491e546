import type { Selectable } from 'kysely';
import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import type { MailTable } from '#lib/db/schema/mail.ts';
import {
	inUnrecordedTransaction,
	isPostgres,
	type Reader,
	type Transaction
} from '#lib/db/transaction.ts';
import { day, later, minute, type Instant } from '#lib/platform/clock.ts';
import type { Caps } from './pace.ts';
import { countSentSince } from './queries.server.ts';
import { lockMailCaps } from './settings.server.ts';

export type Mail = Selectable<MailTable>;

/** A mail that one worker holds until `dueAt`. */
export interface ClaimedMail extends Mail {
	owner: string;
	/** Why it need not be sent at all. */
	dropped?: 'superseded' | 'suppressed';
}

interface Claim {
	owner: string;
	limit: number;
	now: Instant;
	/** Until when nobody else takes them; at once when they are tried again should this worker die. */
	until: Instant;
	caps: Caps;
}

/**
 * Takes up to `limit` mails that are due, the urgent first, in one statement; another worker never gets the
 * same. A mail waits while an older one of its thread is queued or on its way.
 */
export async function claimMails(db: Database, claim: Claim): Promise<ClaimedMail[]> {
	if (!(await isAnyDue(db, claim.now))) return [];
	const { caps } = claim;
	const claimed = await inUnrecordedTransaction(db, 'a lease', (trx) =>
		caps.perMinute === null && caps.perDay === null ? take(trx, claim) : takeWithinCaps(trx, claim)
	);
	if (claimed.length === 0) return [];
	const [newest, suppressed] = await Promise.all([
		newestRevisions(db, claimed),
		suppressedAmong(db, claimed)
	]);
	for (const mail of claimed) {
		if (mail.thread !== null && (newest.get(mail.thread) ?? 0) > mail.revision) {
			mail.dropped = 'superseded';
		} else if (mail.priority > 0 && suppressed.has(mail.toAddress.toLowerCase())) {
			mail.dropped = 'suppressed';
		}
	}
	return claimed.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
}

// Looking takes no turn from those who write.
async function isAnyDue(db: Reader, now: Instant): Promise<boolean> {
	const due = await db
		.selectFrom('mail')
		.select('id')
		.where('state', '=', 'queued')
		.where('dueAt', '<=', now)
		.limit(1)
		.executeTakeFirst();
	return due !== undefined;
}

async function take(
	trx: Transaction,
	{ owner, limit, now, until }: Claim,
	onlyUrgent = false
): Promise<ClaimedMail[]> {
	const rows = await trx
		// A name of its own, so that PostgreSQL cannot run the limit once for each row.
		.with(
			(name) => name('due').materialized(),
			(query) =>
				query
					.selectFrom('mail')
					.select('mail.id')
					.where('mail.state', '=', 'queued')
					.where('mail.dueAt', '<=', now)
					.where(({ or, not, exists, selectFrom, eb }) =>
						or([
							eb('mail.thread', 'is', null),
							not(
								exists(
									selectFrom('mail as older')
										.select('older.id')
										.whereRef('older.thread', '=', 'mail.thread')
										.whereRef('older.revision', '<', 'mail.revision')
										.where('older.state', '=', 'queued')
								)
							)
						])
					)
					.$if(onlyUrgent, (urgent) => urgent.where('mail.priority', '=', 0))
					.orderBy('mail.priority')
					.orderBy('mail.dueAt')
					.orderBy('mail.id')
					.limit(limit)
					.$if(isPostgres(trx), (locked) => locked.forUpdate('mail').skipLocked())
		)
		.updateTable('mail')
		.set(({ eb }) => ({ owner, dueAt: until, attempt: eb('attempt', '+', 1) }))
		.where('id', 'in', (query) => query.selectFrom('due').select('due.id'))
		.returningAll()
		.execute();
	return rows as ClaimedMail[];
}

/** Mails that sign people in leave even when the caps are reached: nobody could come in to raise them. */
async function takeWithinCaps(trx: Transaction, claim: Claim): Promise<ClaimedMail[]> {
	// One worker counts at a time; SQLite lets only one write anyway.
	await lockMailCaps(trx);
	const free = await roomWithin(trx, claim.caps, claim.now);
	return free > 0
		? take(trx, { ...claim, limit: Math.min(claim.limit, free) })
		: take(trx, claim, true);
}

async function roomWithin(trx: Reader, caps: Caps, now: Instant): Promise<number> {
	const { onTheirWay } = await trx
		.selectFrom('mail')
		.select(({ fn }) => fn.countAll<number>().as('onTheirWay'))
		.where('state', '=', 'queued')
		.where('owner', 'is not', null)
		.where('dueAt', '>', now)
		.executeTakeFirstOrThrow();
	const { perMinute, perDay } = caps;
	const inMinute =
		perMinute === null ? Infinity : perMinute - (await countSentSince(trx, later(now, -minute)));
	const inDay = perDay === null ? Infinity : perDay - (await countSentSince(trx, later(now, -day)));
	return Math.min(inMinute, inDay) - onTheirWay;
}

async function newestRevisions(db: Reader, mails: Mail[]): Promise<Map<string, number>> {
	const threads = mails.flatMap(({ thread }) => thread ?? []);
	const newest = new Map<string, number>();
	for (const some of inChunks(threads)) {
		const rows = await db
			.selectFrom('mail')
			.select(({ fn }) => ['thread', fn.max<number>('revision').as('revision')])
			.where('thread', 'in', some)
			.groupBy('thread')
			.execute();
		for (const { thread, revision } of rows) if (thread !== null) newest.set(thread, revision);
	}
	return newest;
}

async function suppressedAmong(db: Reader, mails: Mail[]): Promise<Set<string>> {
	const rows = await db
		.selectFrom('suppressedAddress')
		.select('address')
		.where(
			'address',
			'in',
			mails.map(({ toAddress }) => toAddress.toLowerCase())
		)
		.execute();
	return new Set(rows.map(({ address }) => address));
}
