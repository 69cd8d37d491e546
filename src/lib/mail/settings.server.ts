import type { Database } from '#lib/db/connect.ts';
import { lockSetting, readSettings, writeSetting } from '#lib/db/setting.ts';
import { inUnrecordedTransaction, type Reader, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { HaltReason } from './account.ts';
import type { Caps } from './pace.ts';

/** Sending stopped for every mail, until somebody looks at the account it is sent from. */
export interface MailHalt {
	reason: HaltReason;
	/** The server's words. */
	detail: string;
	at: Instant;
	/** Tells one way of sending from another: a changed one lifts the halt at the next start. */
	route: string;
}

export interface MailSettings {
	caps: Caps;
	halt: MailHalt | null;
	/** The right side of every Message-ID. */
	host: string;
}

const names = { caps: 'mail.caps', halt: 'mail.halt', host: 'mail.host' } as const;

export async function readMailSettings(db: Reader): Promise<MailSettings> {
	const kept = await readSettings(db, Object.values(names));
	const read = <Value>(name: string, otherwise: Value): Value =>
		kept.has(name) ? (kept.get(name) as Value) : otherwise;
	return {
		caps: read<Caps>(names.caps, { perMinute: null, perDay: null }),
		halt: read<MailHalt | null>(names.halt, null),
		host: read(names.host, 'saiets.invalid')
	};
}

/** Stores one setting; the others stay. */
export async function writeMailSetting<Name extends keyof MailSettings>(
	trx: Transaction,
	name: Name,
	value: MailSettings[Name],
	now: Instant
): Promise<void> {
	await writeSetting(trx, names[name], value, now);
}

/** Holds the caps until the transaction ends, so that one worker counts at a time. */
export async function lockMailCaps(trx: Transaction): Promise<void> {
	await lockSetting(trx, names.caps);
}

/** Gives mails that are queued from now on the sender's domain in their Message-ID. */
export async function nameMailHost(db: Database, sender: string, now: Instant): Promise<void> {
	const host = sender.replace(/^.*@/, '').toLowerCase();
	const stored = await readMailSettings(db);
	if (stored.host === host) return;
	await inUnrecordedTransaction(db, 'read from MAIL_FROM at each start', (trx) =>
		writeMailSetting(trx, 'host', host, now)
	);
}
