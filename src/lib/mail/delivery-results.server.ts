import { sql } from 'kysely';
import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import type { MailAttemptTable } from '#lib/db/schema/mail.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { oneLine } from '#lib/platform/text.ts';
import type { ClaimedMail } from './claim.server.ts';
import { supersedeOlder } from './threads.server.ts';

/** What became of one claimed mail. */
export interface Outcome {
	mail: ClaimedMail;
	state: 'sent' | 'failed' | 'superseded' | 'queued';
	/** The try to write down; none when nothing was tried. */
	tried?: { outcome: MailAttemptTable['outcome']; detail: string };
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
 * Writes down what became of many mails at once. A mail whose lease ran out and that another worker claimed
 * since is left to that one; that it was tried is kept all the same.
 */
export async function recordOutcomes(db: Database, outcomes: Outcome[]): Promise<void> {
	if (outcomes.length === 0) return;
	await inTransaction(db, async (trx) => {
		for (const some of inChunks(outcomes, 500)) await settle(trx, some);
		const attempts = outcomes.flatMap(({ mail, tried, at }) =>
			tried ? [{ id: newId(), mailId: mail.id, attempt: mail.attempt, ...tried, at }] : []
		);
		for (const some of inChunks(attempts)) {
			await trx.insertInto('mailAttempt').values(some).execute();
		}
		const suppressed = outcomes.flatMap(({ mail, suppress, at }) =>
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
		const waiting = outcomes.filter(({ state }) => state === 'queued');
		const [last] = waiting;
		const threads = waiting.flatMap(({ mail }) => mail.thread ?? []);
		if (last) await supersedeOlder(trx, threads, last.at);
	});
}

async function settle(trx: Transaction, outcomes: Outcome[]): Promise<void> {
	const rows = outcomes.map(({ mail, state, subject, at, dueAt, released }) => {
		const finishedAt = state === 'queued' ? null : at;
		const attempt = released ? mail.attempt - 1 : mail.attempt;
		return sql`(${mail.id}, ${mail.owner}, ${mail.attempt}, ${attempt}, ${state}, ${dueAt ?? at}, ${finishedAt}, ${oneLine(subject).slice(0, 500)})`;
	});
	await sql`
		with outcome (id, owner, attempt, counted, state, due_at, finished_at, subject) as (values ${sql.join(rows)})
		update mail set
			state = outcome.state,
			attempt = cast(outcome.counted as integer),
			due_at = outcome.due_at,
			finished_at = outcome.finished_at,
			subject = case when outcome.subject = '' then mail.subject else outcome.subject end,
			owner = null
		from outcome
		where mail.id = outcome.id
			and mail.owner = outcome.owner
			and mail.attempt = cast(outcome.attempt as integer)
			and mail.state = 'queued'`.execute(trx);
}
