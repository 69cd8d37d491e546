import { hearOtherProcesses } from '#lib/changes/signals.server.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { readSettings, writeSetting } from '#lib/db/setting.ts';
import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { nameMailHost } from '#lib/mail/commands.server.ts';
import { previewMail, type MailPreview } from '#lib/mail/mail-preview.server.ts';
import { openTransport } from '#lib/mail/transport.server.ts';
import { startMailWorker, type MailWorker } from '#lib/mail/worker.server.ts';
import { eraseOldNeeds } from '#lib/guests/commands.server.ts';
import { startCalendarFollower } from '#lib/invitations/follower.server.ts';
import { hour, instantNow } from '#lib/platform/clock.ts';
import { standInSender, type Config } from '#lib/platform/config.server.ts';
import { regularly } from '#lib/platform/regularly.server.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { Vault } from '#lib/platform/vault.server.ts';
import { mailTemplates } from './mail-templates.server.ts';

/** Everything that is opened once for a process: the web server, a worker, or one command of the command line. */
export interface App {
	config: Config;
	db: Database;
	tokens: Tokens;
	vault: Vault;
}

/** Opens the database and brings it to the newest shape. Throws when it cannot be reached or migrated. */
export async function openApp(config: Config): Promise<App> {
	const db = connect(config.database);
	await migrate(db);
	// A command may be run where MAIL_FROM is not set: it must not rename the host under a server that knows it.
	if (config.mailFrom !== standInSender) {
		await nameMailHost(db, config.mailFrom.address, instantNow());
	}
	return { config, db, tokens: new Tokens(config.secretKey), vault: new Vault(config.secretKey) };
}

const servedAt = 'server.origin';

/** Notes where a server is reached, for commands that are run beside it without its settings. */
export async function rememberOrigin({ db, config }: App): Promise<void> {
	if ((await lastOrigin(db)) === config.origin) return;
	await inUnrecordedTransaction(db, 'where a start is reached', (trx) =>
		writeSetting(trx, servedAt, config.origin, instantNow())
	);
}

/** Where the server of this database was reached when it last started; undefined when there was none yet. */
export async function lastOrigin(db: Database): Promise<string | undefined> {
	return (await readSettings(db, [servedAt])).get(servedAt) as string | undefined;
}

/** Begins to send what is in the outbox. Stop it before the database is closed. */
export function startMail(app: App): MailWorker {
	const transport = openTransport(app.config);
	return startMailWorker({ ...app, transport, templates: mailTemplates });
}

/**
 * Keeps calendars in line with what is changed, here and in other processes. Returns what stops it; stop it before the
 * database is closed.
 */
export function startCalendars({ db, config }: App): () => Promise<void> {
	const deafen = hearOtherProcesses(db, config.database);
	const follower = startCalendarFollower(db);
	return async () => {
		await Promise.all([deafen(), follower.stop()]);
	};
}

/** Erases in time what may not be kept. Returns what stops it; stop it before the database is closed. */
export function startHousekeeping({ db }: App): () => Promise<void> {
	return regularly(() => eraseOldNeeds(db, { now: instantNow() }), hour);
}

/** The text of a mail in the outbox, as far as an organiser may read it; undefined when there is none. */
export function previewMailOf(app: App, mailId: string): Promise<MailPreview | undefined> {
	return previewMail({ ...app, templates: mailTemplates }, mailId);
}
