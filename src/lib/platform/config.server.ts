import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Config {
	port: number;
	host: string;
	/** Where people reach the app, without a trailing slash: `https://conference.school.example`. */
	origin: string;
	/** Absolute path; holds the SQLite file, the key file and, without SMTP, the mails. */
	dataDir: string;
	/** `postgres://…`, or the path of the SQLite file. */
	database: string;
	/** Undefined: mails become `.eml` files in `dataDir/mail`. */
	smtpUrl: string | undefined;
	mailFrom: { name: string; address: string };
	secretKey: string;
}

/** The sender of mails while nobody has been named, and no mail leaves the house. */
export const standInSender = { name: 'Saiets', address: 'conference@school.example' };

/** A setting the operator has to mend; its message is one clear line. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

/** Reads the environment and makes the data folder. Throws ConfigError with one line for a wrong value. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
	const port = readPort(environment['PORT'] || '3000');
	const dataDir = resolve(environment['DATA_DIR'] || './data');
	makeFolder(dataDir);
	return {
		port,
		host: environment['HOST'] || '0.0.0.0',
		origin: readOrigin(environment['ORIGIN'] || `http://localhost:${port}`),
		dataDir,
		database: readDatabase(environment['DATABASE_URL'], dataDir),
		smtpUrl: readSmtp(environment['SMTP_URL']),
		mailFrom: readSender(environment['MAIL_FROM'], environment['SMTP_URL']),
		secretKey: readSecret(environment['SECRET_KEY'], dataDir)
	};
}

function readPort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) {
		throw new ConfigError(`PORT must be a number from 0 to 65535, not "${text}".`);
	}
	return port;
}

function readOrigin(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
		throw new ConfigError(
			'ORIGIN must look like https://conference.school.example, without a path.'
		);
	}
	return url.origin;
}

function readDatabase(text: string | undefined, dataDir: string): string {
	if (!text) return resolve(dataDir, 'saiets.sqlite');
	if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
		throw new ConfigError('DATABASE_URL must look like postgres://user:password@host:5432/name.');
	}
	return text;
}

function readSmtp(text: string | undefined): string | undefined {
	if (!text) return undefined;
	if (!/^smtps?:\/\//.test(text) || !URL.canParse(text) || !new URL(text).hostname) {
		throw new ConfigError('SMTP_URL must look like smtp://user:password@host:587 or smtps://….');
	}
	return text;
}

function readSender(text: string | undefined, smtp: string | undefined): Config['mailFrom'] {
	if (!text) {
		if (smtp) throw new ConfigError('MAIL_FROM must name the sender when SMTP_URL is set.');
		return standInSender;
	}
	const [, name = '', address = ''] =
		/^\s*(?:"?([^"<>\r\n]*?)"?\s*<)?([^\s<>@]+@[^\s<>@]+)>?\s*$/.exec(text) ?? [];
	if (!address) {
		throw new ConfigError('MAIL_FROM must look like "Conference <conference@school.example>".');
	}
	return { name: name || 'Saiets', address };
}

function readSecret(text: string | undefined, dataDir: string): string {
	if (text) {
		if (text.length < 32) throw new ConfigError('SECRET_KEY must have at least 32 characters.');
		return text;
	}
	const file = resolve(dataDir, 'secret.key');
	try {
		makeKey(file);
		chmodSync(file, 0o600);
		const secret = readKey(file);
		if (secret.length >= 32) return secret;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new ConfigError(`The key file ${file} cannot be made or read (${code}).`);
	}
	throw new ConfigError(`The key file ${file} is damaged: restore it.`);
}

/** Makes the key, unless there is one: of two processes that start at once, one wins. */
function makeKey(file: string): void {
	try {
		writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}

/** Waits a second at most for the process that has made the file and not yet written into it. */
function readKey(file: string): string {
	for (let tries = 1; ; tries++) {
		const secret = readFileSync(file, 'utf8').trim();
		if (secret || tries === 100) return secret;
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
	}
}

function makeFolder(dataDir: string): void {
	try {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	} catch {
		throw new ConfigError(`DATA_DIR ${dataDir} cannot be made or is not a folder.`);
	}
	try {
		accessSync(dataDir, constants.W_OK);
	} catch {
		throw new ConfigError(`DATA_DIR ${dataDir} cannot be written to.`);
	}
}
