import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { Caps } from './pace.ts';
import { writeMailSetting, readMailSettings } from './settings.server.ts';
import { newerOf } from './threads.server.ts';

/** What can be done about the outbox; `people` writes down which organiser did. */

/** Why a mail is not sent again. */
export type RetryRefusal = 'gone' | 'sent' | 'replaced' | 'leaving';

/**
 * Sends a failed mail again, or one that waits for its next try at once, under the Message-ID it always had.
 * An address that was struck off counts as right again: somebody looked at it. Of `editionId`, or of none.
 */
export function retryMail(
	db: Database | Transaction,
	{ editionId, mailId, now }: { editionId: string; mailId: string; now: Instant }
): Promise<Outcome<undefined, RetryRefusal>> {
	return inTransaction(db, async (trx) => {
		const mail = await trx
			.selectFrom('mail')
			.select(['id', 'state', 'thread', 'revision', 'toAddress'])
			.where('id', '=', mailId)
			.where(({ or, eb }) => or([eb('editionId', '=', editionId), eb('editionId', 'is', null)]))
			.executeTakeFirst();
		if (!mail) return refused('gone');
		if (mail.state === 'sent') return refused('sent');
		if (mail.state === 'superseded' || (await newerOf(trx, mail))) return refused('replaced');
		const { numUpdatedRows } = await trx
			.updateTable('mail')
			.set({ state: 'queued', dueAt: now, finishedAt: null, attempt: 0 })
			.where('id', '=', mailId)
			.where('owner', 'is', null)
			.where('state', 'in', ['failed', 'queued'])
			.executeTakeFirstOrThrow();
		if (Number(numUpdatedRows) === 0) return refused('leaving');
		await allowAddress(trx, mail.toAddress);
		return done();
	});
}

/** Sends every failed mail of an edition again whose address was not struck off. Returns how many. */
export function retryFailedMails(
	db: Database | Transaction,
	{ editionId, now }: { editionId: string; now: Instant }
): Promise<number> {
	return inTransaction(db, async (trx) => {
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
		return Number(numUpdatedRows);
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

/** Takes an address off the list of those that take no mail; the next mail to it is tried again. False: it was not on it. */
export async function allowAddress(db: Database | Transaction, address: string): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('suppressedAddress')
		.where('address', '=', address.toLowerCase())
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows) > 0;
}

/** How many mails may leave in any minute and in any day; null is no limit. False: it was so before. */
export async function limitMails(
	db: Database | Transaction,
	caps: Caps,
	now: Instant
): Promise<boolean> {
	const before = (await readMailSettings(db)).caps;
	if (before.perMinute === caps.perMinute && before.perDay === caps.perDay) return false;
	await writeMailSetting(db, 'caps', caps, now);
	return true;
}

/** Lets mails leave again after the account was looked at. False: nothing held them. */
export async function resumeMails(db: Database | Transaction, now: Instant): Promise<boolean> {
	if ((await readMailSettings(db)).halt === null) return false;
	await writeMailSetting(db, 'halt', null, now);
	return true;
}
