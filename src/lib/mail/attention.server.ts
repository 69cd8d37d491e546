import { recordChange } from '#lib/changes/commands.server.ts';
import { signalOnCommit } from '#lib/changes/signals.server.ts';
import type { ChangedValues } from '#lib/changes/subject.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { Caps } from './pace.ts';
import { mailChange } from './mail-changes.ts';
import { retryRefusal } from './retry.ts';
import { readMailSettings, writeMailSetting, type MailHalt } from './settings.server.ts';
import { newerOf } from './threads.server.ts';

/** A deed about the outbox: on which edition's page, by whom and when. */
interface OutboxDeed {
	editionId: string;
	by: string;
	now: Instant;
}

/** Why a mail is not sent again. */
export type RetryRefusal = 'gone' | 'sent' | 'replaced' | 'leaving';

/**
 * Sends a failed mail again, or one that waits for its next try at once, under the Message-ID it always had.
 * An address that was struck off counts as right again: somebody looked at it. Of `editionId`, or of none.
 */
export function retryMail(
	db: Database | Transaction,
	{ mailId, ...deed }: OutboxDeed & { mailId: string }
): Promise<Outcome<undefined, RetryRefusal>> {
	return inTransaction(db, async (trx) => {
		const { editionId, now } = deed;
		const mail = await trx
			.selectFrom('mail')
			.select(['id', 'state', 'owner', 'thread', 'revision', 'toAddress', 'subject'])
			.where('id', '=', mailId)
			.where(({ or, eb }) => or([eb('editionId', '=', editionId), eb('editionId', 'is', null)]))
			.executeTakeFirst();
		if (!mail) return refused('gone');
		const refusal = retryRefusal({
			state: mail.state,
			leaving: mail.owner !== null,
			replaced: await newerOf(trx, mail)
		});
		if (refusal) return refused(refusal);
		const { numUpdatedRows } = await trx
			.updateTable('mail')
			.set({ state: 'queued', dueAt: now, finishedAt: null, attempt: 0 })
			.where('id', '=', mailId)
			.where('owner', 'is', null)
			.where('state', 'in', ['failed', 'queued'])
			.executeTakeFirstOrThrow();
		if (Number(numUpdatedRows) === 0) return refused('leaving');
		await removeSuppression(trx, mail.toAddress);
		recordForWorkers(trx, {
			...deed,
			verb: 'mail.retried',
			subjectId: mailId,
			name: mail.subject
		});
		return done();
	});
}

/**
 * Sends every failed mail of an edition again whose address was not struck off, and which no newer one of its thread has
 * replaced. Returns how many.
 */
export function retryFailedMails(db: Database | Transaction, deed: OutboxDeed): Promise<number> {
	return inTransaction(db, async (trx) => {
		const { editionId, now } = deed;
		const { numUpdatedRows } = await trx
			.updateTable('mail')
			.set({ state: 'queued', dueAt: now, finishedAt: null, attempt: 0 })
			.where('editionId', '=', editionId)
			.where('state', '=', 'failed')
			.where(({ not, exists, selectFrom, fn }) =>
				not(
					exists(
						selectFrom('suppressedAddress')
							.select('address')
							.whereRef('address', '=', fn<string>('lower', ['mail.toAddress']))
					)
				)
			)
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom('mail as newer')
							.select('newer.id')
							.whereRef('newer.thread', '=', 'mail.thread')
							.whereRef('newer.revision', '>', 'mail.revision')
					)
				)
			)
			.executeTakeFirstOrThrow();
		const count = Number(numUpdatedRows);
		if (count > 0) {
			recordForWorkers(trx, {
				...deed,
				verb: 'mail.retried-failed',
				subjectId: editionId,
				after: { count }
			});
		}
		return count;
	});
}

/**
 * Sends to a person's new address what has not reached the old one; what had failed is tried at once. Sign-in links
 * stay with the address that asked for them, and mails of the kinds in `besides` are left to the caller.
 */
export async function redirectMails(
	trx: Transaction,
	{
		personId,
		address,
		besides,
		now
	}: { personId: string; address: string; besides: string[]; now: Instant }
): Promise<void> {
	signalOnCommit(trx, 'mails');
	const unsent = () =>
		trx
			.updateTable('mail')
			.where('personId', '=', personId)
			.where('kind', 'not in', besides)
			.where('priority', '>', 0)
			.where('owner', 'is', null);
	await unsent().set({ toAddress: address }).where('state', 'in', ['queued', 'failed']).execute();
	await unsent()
		.set({ state: 'queued', dueAt: now, finishedAt: null, attempt: 0 })
		.where((where) =>
			where.or([
				where('state', '=', 'failed'),
				where.and([where('state', '=', 'queued'), where('attempt', '>', 0)])
			])
		)
		.execute();
}

/** The next mail to an address that was struck off is tried again. False: it was not struck off. */
export function allowAddress(
	db: Database | Transaction,
	{ address, ...deed }: OutboxDeed & { address: string }
): Promise<boolean> {
	return inTransaction(db, async (trx) => {
		if (!(await removeSuppression(trx, address))) return false;
		recordChange(trx, mailChange, {
			...deed,
			verb: 'mail.address-allowed',
			subjectId: deed.editionId,
			before: { address: address.toLowerCase(), allowed: false },
			after: { address: address.toLowerCase(), allowed: true }
		});
		return true;
	});
}

async function removeSuppression(trx: Transaction, address: string): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom('suppressedAddress')
		.where('address', '=', address.toLowerCase())
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows) > 0;
}

/** How many mails may leave in any minute and in any day; null is no limit. */
export function limitMails(
	db: Database | Transaction,
	{ caps, ...deed }: OutboxDeed & { caps: Caps }
): Promise<void> {
	return inTransaction(db, async (trx) => {
		const before = (await readMailSettings(trx)).caps;
		if (before.perMinute === caps.perMinute && before.perDay === caps.perDay) return;
		await writeMailSetting(trx, 'caps', caps, deed.now);
		recordForWorkers(trx, {
			...deed,
			verb: 'mail.limited',
			subjectId: deed.editionId,
			before,
			after: caps
		});
	});
}

/** Stops every mail until somebody has looked at the account, or another one is set. */
export function haltMails(db: Database | Transaction, halt: MailHalt): Promise<void> {
	return inTransaction(db, async (trx) => {
		// Of two workers who meet the same refusal, the first has said why.
		if ((await readMailSettings(trx)).halt !== null) return;
		await writeMailSetting(trx, 'halt', halt, halt.at);
		recordChange(trx, mailChange, {
			verb: 'mail.halted',
			editionId: null,
			subjectId: 'account',
			before: { halted: false },
			after: { halted: true },
			by: null,
			now: halt.at
		});
	});
}

/**
 * Lets mails leave again after the account was looked at, or (`by` null) after the server was started with another one.
 * Nothing happens where nothing held them.
 */
export function resumeMails(
	db: Database | Transaction,
	{ editionId, by, now }: { editionId: string | null; by: string | null; now: Instant }
): Promise<void> {
	return inTransaction(db, async (trx) => {
		if ((await readMailSettings(trx)).halt === null) return;
		await writeMailSetting(trx, 'halt', null, now);
		recordForWorkers(trx, {
			verb: 'mail.resumed',
			editionId,
			subjectId: 'account',
			before: { halted: true },
			after: { halted: false },
			by,
			now
		});
	});
}

/** Records a change after which there may be something to send, and wakes the workers at the commit. */
function recordForWorkers(
	trx: Transaction,
	change: Parameters<typeof recordChange<ChangedValues<typeof mailChange>>>[2]
): void {
	recordChange(trx, mailChange, change);
	signalOnCommit(trx, 'mails');
}
