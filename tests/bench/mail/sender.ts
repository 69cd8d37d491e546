import { unguarded, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { sendInvitations } from '#lib/invitations/commands.server.ts';
import { composeMails, messageOf } from '#lib/mail/compose.server.ts';
import { smtpTransport } from '#lib/mail/transport.server.ts';
import { startMailWorker } from '#lib/mail/worker.server.ts';
import { day, instantNow, later } from '#lib/platform/clock.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { mailTemplates } from '../../../src/mail-templates.server.ts';
import { makeEdition, makeGuest, makeOrganiser, makePerson } from '../../factories.ts';

/** The process that sends: told by its parent which side to run, it answers with mails a second. */
const [url = '', number = ''] = process.argv.slice(2);
const count = Number(number);
const folder = await mkdtemp(join(tmpdir(), 'saiets-bench-mail-'));
const db = connect(join(folder, 'saiets.sqlite'));
await migrate(db);

const composer = {
	db,
	templates: mailTemplates,
	tokens: new Tokens('a secret that is long enough for a test'),
	config: {
		origin: 'https://conference.school.example',
		mailFrom: { name: 'Conference', address: 'conference@school.example' }
	}
};
const { editionId, by } = await inUnrecordedTransaction(db, 'a test', async (trx) => {
	// The factories take a database; a transaction is one to them.
	const within = trx as unknown as Database;
	const edition = await makeEdition(within, {
		days: [{ dayOn: later(instantNow(), 90 * day).slice(0, 10) }]
	});
	const organiser = await makeOrganiser(within);
	for (let guest = 0; guest < count; guest++) {
		const person = await makePerson(within, { language: guest % 2 ? 'lv' : 'en' });
		await makeGuest(within, { editionId: edition.id, personId: person.id });
	}
	return { editionId: edition.id, by: organiser.id };
});

async function forget(): Promise<void> {
	await unguarded(db).deleteFrom('mailAttempt').execute();
	await unguarded(db).deleteFrom('mail').execute();
	await unguarded(db).updateTable('guest').set({ invitedAt: null }).execute();
}

async function invite(): Promise<void> {
	const outcome = await sendInvitations(db, { editionId, by, now: instantNow() });
	if (!outcome.ok || outcome.value.queued !== count) throw new Error('not everybody was invited');
}

/** From the organiser's press of the button to the last mail handed over and written down. */
async function ours(): Promise<number> {
	await forget();
	const started = performance.now();
	await invite();
	const worker = startMailWorker({ ...composer, transport: smtpTransport(url) });
	await worker.atRest();
	const seconds = (performance.now() - started) / 1_000;
	await worker.stop();
	const left = await db.selectFrom('mail').select('id').where('state', '!=', 'sent').execute();
	if (left.length > 0) throw new Error(`${left.length} mails were not sent`);
	return count / seconds;
}

/** The same mails, finished before the clock starts, through nodemailer's pool and nothing else. */
async function baseline(mails: SendMailOptions[]): Promise<number> {
	const pool = createTransport({
		url,
		pool: true,
		maxConnections: 2,
		maxMessages: Infinity,
		maxRequeues: 0
	});
	const started = performance.now();
	await Promise.all(mails.map((mail) => pool.sendMail(mail)));
	const seconds = (performance.now() - started) / 1_000;
	pool.close();
	return count / seconds;
}

async function finishedMails(): Promise<SendMailOptions[]> {
	await invite();
	const rows = await db.selectFrom('mail').selectAll().execute();
	const composed = await composeMails(composer, rows);
	return composed.flatMap(({ mail, content }) =>
		content ? [messageOf(mail, content, composer.config)] : []
	);
}

const finished = await finishedMails();
process.on('message', (side) => {
	void (side === 'ours' ? ours() : baseline(finished)).then((speed) => process.send?.(speed));
});
process.on('disconnect', () => {
	void db
		.destroy()
		.then(() => rm(folder, { recursive: true, force: true }))
		.then(() => process.exit());
});
process.send?.('ready');
