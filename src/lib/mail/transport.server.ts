import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { second } from '#lib/platform/clock.ts';
import type { Config } from '#lib/platform/config.server.ts';
import { sha256 } from '#lib/platform/random.server.ts';
import type { Mail } from './claim.server.ts';
import { isLoopback } from './made-up-address.ts';

/** A way out of the house. */
export interface MailTransport {
	/** Changes with the server, the account or its password, without telling them. */
	route: string;
	/** True when mails never leave this machine, so that made-up addresses do no harm. */
	staysHere: boolean;
	/** Mails handed over side by side. */
	connections: number;
	/** Resolves once the other side has taken the mail; rejects with nodemailer's error. */
	send(message: SendMailOptions, mail: Mail, signal?: AbortSignal): Promise<void>;
	/** Ends the connections; those in the middle of a mail too. */
	close(): void;
}

/** SMTP when the operator named a server, else files beside the database. */
export function openTransport(config: Pick<Config, 'smtpUrl' | 'dataDir'>): MailTransport {
	return config.smtpUrl === undefined
		? fileTransport(mailFolder(config.dataDir))
		: smtpTransport(config.smtpUrl);
}

/** A pool of few connections: school accounts allow no more, and more would not be faster. */
export function smtpTransport(url: string, connections = 2): MailTransport {
	const { hostname, searchParams } = new URL(url);
	const staysHere = isLoopback(hostname);
	const pool = createTransport({
		url,
		pool: true,
		// Passwords and addresses cross no network in clear, unless the operator says that the way has no other.
		requireTLS: !staysHere && searchParams.get('ignoreTLS') !== 'true',
		maxConnections: connections,
		maxMessages: 500,
		// Once more, over a new connection, and only when not a byte of the mail was given away.
		maxRequeues: 1,
		connectionTimeout: 20 * second,
		greetingTimeout: 20 * second,
		socketTimeout: 60 * second,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return {
		route: sha256(url).slice(0, 16),
		staysHere,
		connections,
		send: async (message, _mail, signal) => {
			await pool.sendMail({ ...message, signal });
		},
		close: () => pool.close({ force: true })
	};
}

export function mailFolder(dataDir: string): string {
	return join(dataDir, 'mail');
}

/** By when it was queued, then by id: the same for every try. */
export function fileNameOf({ queuedAt, kind, id }: Pick<Mail, 'queuedAt' | 'kind' | 'id'>): string {
	return `${queuedAt.slice(0, 19).replaceAll(':', '')}_${kind.replace(/[^a-z0-9-]/g, '-')}_${id}.eml`;
}

/** Each mail as a file that any mail program opens; a file is there whole or not at all. */
export function fileTransport(folder: string): MailTransport {
	const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	return {
		route: 'files',
		staysHere: true,
		connections: 2,
		send: async (message, mail) => {
			const { message: bytes } = await composer.sendMail(message);
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const file = join(folder, fileNameOf(mail));
			await writeFile(`${file}.part`, bytes as Buffer, { mode: 0o600 });
			await rename(`${file}.part`, file);
		},
		close: () => undefined
	};
}
