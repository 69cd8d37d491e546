import { sql } from 'kysely';
import { recordChange } from '#lib/changes/commands.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import type { MailAttemptTable } from '#lib/db/schema/mail.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { instantNow, type Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { oneLine } from '#lib/platform/text.ts';
import type { ClaimedMail } from './claim.server.ts';
import { mailChange } from './mail-changes.ts';
import { supersedeOlder } from './threads.server.ts';

/** The end of one claim of a mail: how far it came. */
export interface DeliveryResult {
	mail: ClaimedMail;
	state: 'sent' | 'failed' | 'superseded' | 'queued';
	/** The attempt to record; none when nothing was tried. */
	tried?: { result: MailAttemptTable['result']; detail: string };
	subject: string;
	at: Instant;
	/** When it may be tried again, while queued. */
	dueAt?: Instant;
	/** The address takes no mail at all. */
	suppress?: string;
	/** Given back untried: the claim does not count. */
	released?: true;
}

/**
 * Records what became of many mails at once. A mail whose lease ran out and that another worker claimed
 * since is left to that one; that it was tried is recorded all the same.
 */
export async function recordDeliveryResults(
	db: Database,
	results: DeliveryResult[]
): Promise<void> {
	if (results.length === 0) return;
	await inTransaction(db, async (trx) => {
		for (const some of inChunks(results, 500)) await settle(trx, some);
		const attempts = results.flatMap(({ mail, tried, at }) =>
			tried ? [{ id: newId(), mailId: mail.id, attempt: mail.attempt, ...tried, at }] : []
		);
		for (const some of inChunks(attempts)) {
			await trx.insertInto('mailAttempt').values(some).execute();
		}
		const suppressed = results.flatMap(({ mail, suppress, at }) =>
			suppress === undefined
				? []
				: [{ address: mail.toAddress.toLowerCase(), reason: suppress, at }]
		);
		for (const some of inChunks(suppressed)) {
			await trx
				.insertInto('suppressedAddress')
				.values(some)
				.onConflict((conflict) => conflict.column('address').doNothing())
				.execute();
		}
		recordSettled(trx, results);
		const queued = results.filter(({ state }) => state === 'queued');
		const [last] = queued;
		const threads = queued.flatMap(({ mail }) => mail.thread ?? []);
		if (last) await supersedeOlder(trx, threads, last.at);
	});
}

/** One row for all: what became of each mail, its tries tell. */
function recordSettled(trx: Transaction, results: DeliveryResult[]): void {
	const count = (wanted: DeliveryResult['state']) =>
		results.filter(({ state }) => state === wanted).length;
	recordChange(trx, mailChange, {
		verb: 'mail.settled',
		editionId: null,
		subjectId: 'outbox',
		after: { sent: count('sent'), failed: count('failed') },
		by: null,
		isPart: true,
		now: results[0]?.at ?? instantNow()
	});
}

async function settle(trx: Transaction, results: DeliveryResult[]): Promise<void> {
	const rows = results.map(({ mail, state, subject, at, dueAt, released }) => {
		const finishedAt = state === 'queued' ? null : at;
		const attempt = released ? mail.attempt - 1 : mail.attempt;
		return sql`(${mail.id}, ${mail.owner}, ${mail.attempt}, ${attempt}, ${state}, ${dueAt ?? at}, ${finishedAt}, ${oneLine(subject).slice(0, 500)})`;
	});
	await sql`
		with result (id, owner, attempt, counted, state, due_at, finished_at, subject) as (values ${sql.join(rows)})
		update mail set
			state = result.state,
			attempt = cast(result.counted as integer),
			due_at = result.due_at,
			finished_at = result.finished_at,
			subject = case when result.subject = '' then mail.subject else result.subject end,
			owner = null
		from result
		where mail.id = result.id
			and mail.owner = result.owner
			and mail.attempt = cast(result.attempt as integer)
			and mail.state = 'queued'`.execute(trx);
}
