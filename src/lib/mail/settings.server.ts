import type { Database } from '#lib/db/connect.ts';
import { writeSetting, readSettings } from '#lib/db/setting.ts';
import type { Reader, Transaction } from '#lib/db/transaction.ts';
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

/** Keeps one setting; the others stay. */
export async function writeMailSetting<Name extends keyof MailSettings>(
	db: Database | Transaction,
	name: Name,
	value: MailSettings[Name],
	now: Instant
): Promise<void> {
	await writeSetting(db, names[name], value, now);
}

/** Gives mails that are queued from now on the sender's domain in their Message-ID. */
export async function nameMailHost(db: Database, sender: string, now: Instant): Promise<void> {
	const host = sender.replace(/^.*@/, '').toLowerCase();
	const kept = await readMailSettings(db);
	if (kept.host !== host) await writeMailSetting(db, 'host', host, now);
}
