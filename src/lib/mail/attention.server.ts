import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { Caps } from './pace.ts';
import { keepMailSetting } from './settings.server.ts';
import { newerOf } from './threads.server.ts';

/** What an organiser does about the outbox. */

/**
 * Sends a failed mail again, or one that waits for its next try at once, under the Message-ID it always had.
 * An address that was struck off counts as right again: somebody looked at it.
 */
export function retryMail(
	db: Database | Transaction,
	{ mailId, now }: { mailId: string; now: Instant }
): Promise<Outcome<undefined, 'gone' | 'sent' | 'replaced'>> {
	return inTransaction(db, async (trx) => {
		const mail = await trx
			.selectFrom('mail')
			.select(['id', 'state', 'thread', 'revision', 'toAddress'])
			.where('id', '=', mailId)
			.executeTakeFirst();
		if (!mail) return refused('gone');
		if (mail.state === 'sent') return refused('sent');
		if (mail.state === 'superseded' || (await newerOf(trx, mail))) return refused('replaced');
		await allowAddress(trx, mail.toAddress);
		await trx
			.updateTable('mail')
			.set({ state: 'queued', dueAt: now, finishedAt: null, attempt: 0 })
			.where('id', '=', mailId)
			.where('owner', 'is', null)
			.where('state', 'in', ['failed', 'queued'])
			.execute();
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

/** Takes an address off the list of those that take no mail; the next mail to it is tried again. */
export async function allowAddress(db: Database | Transaction, address: string): Promise<void> {
	await db.deleteFrom('suppressedAddress').where('address', '=', address.toLowerCase()).execute();
}

/** How many mails may leave in any minute and in any day; null is no limit. */
export function limitMails(db: Database | Transaction, caps: Caps, now: Instant): Promise<void> {
	return keepMailSetting(db, 'caps', caps, now);
}

/** Lets mails leave again after the account was looked at. */
export function resumeMails(db: Database | Transaction, now: Instant): Promise<void> {
	return keepMailSetting(db, 'halt', null, now);
}
