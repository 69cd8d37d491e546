import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import * as outbox from '#lib/mail/commands.server.ts';
import type { Caps } from '#lib/mail/pace.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Outcome } from '#lib/platform/refusal.ts';
import { recordActivity, type ActivityEntry } from './activity.server.ts';

/** What an organiser does about the outbox, written down as theirs when it changed something. */

interface ByOrganiser {
	/** On whose outbox page they pressed. */
	editionId: string;
	by: string;
	now: Instant;
}

/** As `retryMail` in mail. */
export function retryMail(
	db: Database | Transaction,
	{ mailId, ...organiser }: ByOrganiser & { mailId: string }
): Promise<Outcome<undefined, outbox.RetryRefusal>> {
	return inTransaction(db, async (trx) => {
		const { editionId, now } = organiser;
		const outcome = await outbox.retryMail(trx, { editionId, mailId, now });
		if (outcome.ok) await record(trx, organiser, { verb: 'mail.retried', subjectId: mailId });
		return outcome;
	});
}

/** Sends every failed mail of an edition again whose address was not struck off. Returns how many. */
export function retryFailedMails(
	db: Database | Transaction,
	organiser: ByOrganiser
): Promise<number> {
	return inTransaction(db, async (trx) => {
		const { editionId, now } = organiser;
		const count = await outbox.retryFailedMails(trx, { editionId, now });
		if (count > 0) await record(trx, organiser, { verb: 'mail.retried-failed' });
		return count;
	});
}

/** The next mail to an address that was struck off is tried again. */
export function allowAddress(
	db: Database | Transaction,
	{ address, ...organiser }: ByOrganiser & { address: string }
): Promise<void> {
	return inTransaction(db, async (trx) => {
		if (await outbox.allowAddress(trx, address)) {
			await record(trx, organiser, { verb: 'mail.address-allowed' });
		}
	});
}

/** How many mails may leave in any minute and in any day; null is no limit. */
export function limitMails(
	db: Database | Transaction,
	{ caps, ...organiser }: ByOrganiser & { caps: Caps }
): Promise<void> {
	return inTransaction(db, async (trx) => {
		if (await outbox.limitMails(trx, caps, organiser.now)) {
			await record(trx, organiser, { verb: 'mail.limited', detail: { ...caps } });
		}
	});
}

/** Lets mails leave again after the account was looked at. */
export function resumeMails(db: Database | Transaction, organiser: ByOrganiser): Promise<void> {
	return inTransaction(db, async (trx) => {
		if (await outbox.resumeMails(trx, organiser.now)) {
			await record(trx, organiser, { verb: 'mail.resumed' });
		}
	});
}

function record(
	trx: Transaction,
	{ by, ...rest }: ByOrganiser,
	deed: Pick<ActivityEntry, 'verb' | 'subjectId' | 'detail'>
): Promise<void> {
	return recordActivity(trx, { ...rest, ...deed, personId: by });
}
