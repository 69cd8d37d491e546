import { unguarded, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { queueMails, resumeMails, retryMail } from '#lib/mail/commands.server.ts';
import { readMailSettings } from '#lib/mail/settings.server.ts';
import { smtpTransport } from '#lib/mail/transport.server.ts';
import type { MailWorker } from '#lib/mail/worker.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { useDatabase } from '../database.ts';
import { mailRequest, makeMail, makeOrganiser, now, type NoteRequest } from '../factories.ts';
import { PostOffice } from './post-office.ts';
import { startWorker } from './worker.ts';

const held = useDatabase();

let by: string;
let office: PostOffice;
let url: string;
let workers: MailWorker[] = [];

beforeEach(async () => {
	({ id: by } = await makeOrganiser(held.db));
	office = new PostOffice();
	url = await office.open();
});

afterEach(async () => {
	await Promise.all(workers.map((worker) => worker.stop(0)));
	workers = [];
	await office.close();
});

function work(at = url): MailWorker {
	const worker = startWorker(held.db, smtpTransport(at));
	workers.push(worker);
	return worker;
}

async function queue(...requests: Partial<NoteRequest>[]): Promise<void> {
	await inUnrecordedTransaction(held.db, 'a test', (trx) =>
		queueMails(trx, requests.map(mailRequest), instantNow())
	);
}

/** Every mail as `address state, result of each try`. */
async function outbox(): Promise<string[]> {
	const mails = await held.db.selectFrom('mail').selectAll().orderBy('toAddress').execute();
	const attempts = await held.db.selectFrom('mailAttempt').selectAll().orderBy('id').execute();
	return mails.map((mail) => {
		const ofMail = attempts.filter(({ mailId }) => mailId === mail.id);
		return [
			`${mail.toAddress.split('@')[0]} ${mail.state}`,
			...ofMail.map(({ result, detail }) => `${result} ${detail}`.trim())
		].join(', ');
	});
}

const to = (name: string) => ({ to: { name, address: `${name.toLowerCase()}@school.example` } });

it('two workers send five hundred mails, each once', async () => {
	await queue(...Array.from({ length: 500 }, () => ({})));
	const both = [work(), work()];
	await Promise.all(both.map((worker) => worker.atRest()));
	await both[0]?.atRest();
	expect(office.mails.length).toBe(500);
	expect(new Set(office.addresses).size).toBe(500);
	expect(new Set(await outbox()).size).toBe(500);
	expect((await outbox()).every((line) => line.endsWith(' sent, sent'))).toBe(true);
});

it('an address that takes no mail is struck off and not written to again', async () => {
	office.faults.rcptTo = (address) =>
		address.startsWith('anna') ? '550 5.1.1 <anna@school.example> unknown' : undefined;
	await queue(to('Anna'), to('Bruno'));
	const worker = work();
	await worker.atRest();
	expect(await outbox()).toEqual(['anna failed, refused 550 5.1.1 … unknown', 'bruno sent, sent']);
	office.faults = {};
	await queue({ ...to('Anna'), payload: { text: 'again' } });
	await worker.atRest();
	expect((await outbox()).slice(0, 2).sort()).toEqual([
		'anna failed, refused 550 5.1.1 … unknown',
		'anna failed, refused address refused before'
	]);
	expect(office.addresses).toEqual(['bruno@school.example']);
});

it('a struck off address is written to once more when an organiser says so', async () => {
	office.faults.rcptTo = () => '550 5.1.1 unknown';
	await queue(to('Anna'));
	const worker = work();
	await worker.atRest();
	office.faults = {};
	const { id } = await held.db.selectFrom('mail').select('id').executeTakeFirstOrThrow();
	expect(await retryMail(held.db, { editionId: '', mailId: id, by, now: instantNow() })).toEqual({
		ok: true,
		value: undefined
	});
	await worker.atRest();
	expect(await outbox()).toEqual(['anna sent, refused 550 5.1.1 unknown, sent']);
});

it('a mail to a made-up address is given to no server but one on this machine', async () => {
	await queue(to('Anna'), { ...to('Bruno'), priority: 0 });
	const away = work('smtp://192.0.2.1');
	await away.atRest();
	expect(await outbox()).toEqual([
		'anna failed, refused made-up address',
		'bruno failed, refused made-up address'
	]);
	await away.stop(0);
	for (const { id } of await held.db.selectFrom('mail').select('id').execute()) {
		await retryMail(held.db, { editionId: '', mailId: id, by, now: instantNow() });
	}
	await work().atRest();
	expect(office.addresses.sort()).toEqual(['anna@school.example', 'bruno@school.example']);
});

it('a person whose address was struck off can still ask for a sign-in link', async () => {
	await unguarded(held.db)
		.insertInto('suppressedAddress')
		.values({ address: 'anna@school.example', reason: 'unknown', at: now })
		.execute();
	await queue({ ...to('Anna'), priority: 0 }, { ...to('Bruno'), priority: 0 });
	await work().atRest();
	expect(await outbox()).toEqual(['anna sent, sent', 'bruno sent, sent']);
});

it('a wrong password stops everything until somebody looks, and then everything leaves', async () => {
	office.faults.password = 'right';
	await queue(to('Anna'), to('Bruno'), to('Cilda'));
	const worker = work(url.replace('//', '//conference:wrong@'));
	await worker.atRest();
	const { halt } = await readMailSettings(held.db);
	expect(halt).toEqual({
		reason: 'sign-in',
		detail: '535 5.7.8 Username and password not accepted',
		at: halt?.at,
		route: halt?.route
	});
	expect((await outbox()).map((line) => line.split(',')[0])).toEqual([
		'anna queued',
		'bruno queued',
		'cilda queued'
	]);
	office.faults.password = 'wrong';
	await resumeMails(held.db, { editionId: null, by, now: instantNow() });
	await worker.atRest();
	expect(office.addresses.sort()).toEqual([
		'anna@school.example',
		'bruno@school.example',
		'cilda@school.example'
	]);
});

it('a halt ends by itself when the operator starts with another account', async () => {
	office.faults.password = 'right';
	await queue(to('Anna'));
	const wrong = work(url.replace('//', '//conference:wrong@'));
	await wrong.atRest();
	await wrong.stop();
	await work(url.replace('//', '//conference:right@')).atRest();
	expect(await outbox()).toEqual([
		'anna sent, account 535 5.7.8 Username and password not accepted, sent'
	]);
	expect((await readMailSettings(held.db)).halt).toBe(null);
});

it('one mail refused for its words is that mail; three in a row are us', async () => {
	office.faults.data = (mail) => (mail.subject?.includes('spam') ? '554 5.7.1 spam' : undefined);
	const spam = { payload: { subject: 'spam' } };
	await queue({ ...to('Anna'), ...spam }, to('Bruno'), to('Cilda'));
	const worker = work();
	await worker.atRest();
	expect(await outbox()).toEqual([
		'anna queued, deferred 554 5.7.1 spam',
		'bruno sent, sent',
		'cilda sent, sent'
	]);
	expect((await readMailSettings(held.db)).halt).toBe(null);
	await queue(...Array.from({ length: 20 }, () => spam));
	await worker.atRest();
	expect((await readMailSettings(held.db)).halt?.reason).toBe('content');
	const tried = await held.db.selectFrom('mailAttempt').select('id').execute();
	expect(tried.length).toBeLessThan(3 + 3 + 4);
});

it('a mail that cannot be composed waits, is shown, and holds up nobody', async () => {
	await queue({ ...to('Anna'), payload: { broken: true } });
	await makeMail(held.db, { ...to('Bruno'), kind: 'unheard-of', queuedAt: instantNow() });
	await queue(to('Cilda'));
	await work().atRest();
	expect(await outbox()).toEqual([
		'anna queued, deferred template: TypeError',
		'bruno queued, deferred template: Error',
		'cilda sent, sent'
	]);
	const { dueAt } = await held.db
		.selectFrom('mail')
		.select('dueAt')
		.where('toAddress', '=', 'anna@school.example')
		.executeTakeFirstOrThrow();
	expect(dueAt > instantNow()).toBe(true);
});

it('a mail whose stored payload is damaged fails at once and says so, and holds up nobody', async () => {
	await queue(to('Anna'), to('Bruno'), to('Cilda'), to('Dace'));
	const store = (name: string, payload: string) =>
		unguarded(held.db).updateTable('mail').set({ payload }).where('toName', '=', name).execute();
	await store('Anna', '{"version":1,"subject":7}');
	await store('Bruno', '{"version":1');
	await store('Cilda', '{"version":2,"topic":"from a newer release"}');
	await work().atRest();
	expect(await outbox()).toEqual([
		'anna failed, refused stored contents damaged',
		'bruno failed, refused stored contents damaged',
		'cilda queued, deferred template: FrozenError unknown-version',
		'dace sent, sent'
	]);
});

it('a mail that is no longer wanted is not sent', async () => {
	await queue({ ...to('Anna'), payload: { unwanted: true } });
	await work().atRest();
	expect(await outbox()).toEqual(['anna superseded']);
	expect(office.mails).toEqual([]);
});

it('a mail whose fate is unknown is sent again under the same Message-ID', async () => {
	let hangUps = 1;
	office.faults.kept = () => (hangUps-- > 0 ? 'hang up' : undefined);
	await queue(to('Anna'));
	const worker = work();
	await worker.atRest();
	expect(await outbox()).toEqual(['anna queued, deferred Connection closed unexpectedly']);
	const mail = await held.db.selectFrom('mail').selectAll().executeTakeFirstOrThrow();
	await retryMail(held.db, { editionId: '', mailId: mail.id, by, now: instantNow() });
	await worker.atRest();
	expect(await outbox()).toEqual(['anna sent, deferred Connection closed unexpectedly, sent']);
	expect(office.mails.map(({ messageId }) => messageId)).toEqual([mail.messageId, mail.messageId]);
});

it('mails that met a closed door all arrive once it opens', async () => {
	let open = false;
	office.faults.connect = () => (open ? undefined : '421 4.3.2 closed');
	await queue(...Array.from({ length: 12 }, () => ({})));
	const worker = work();
	await worker.atRest();
	open = true;
	const queued = await held.db
		.selectFrom('mail')
		.select('id')
		.where('state', '=', 'queued')
		.execute();
	for (const { id } of queued)
		await retryMail(held.db, { editionId: '', mailId: id, by, now: instantNow() });
	await worker.atRest();
	expect(new Set(office.addresses).size).toBe(12);
});

it('a newer revision that is queued during the delivery of an older one arrives after it', async () => {
	const queueNewer = () =>
		queue({ ...to('Anna'), thread: 'entry:1', revision: 1, payload: { subject: 'newer' } });
	let queued: Promise<void> | undefined;
	office.faults.rcptTo = () => {
		queued ??= queueNewer();
		return undefined;
	};
	await queue({ ...to('Anna'), thread: 'entry:1', revision: 0, payload: { subject: 'older' } });
	const worker = work();
	await worker.atRest();
	await queued;
	await worker.atRest();
	expect(office.mails.map(({ subject, inReplyTo }) => [subject, inReplyTo])).toEqual([
		['older', undefined],
		['newer', office.mails[0]?.messageId]
	]);
});

it('a worker that is stopped finishes what it began and gives back the rest', async () => {
	await queue(...Array.from({ length: 200 }, () => ({})));
	const fifth = Promise.withResolvers<undefined>();
	office.faults.data = () => {
		if (office.mails.length >= 4) fifth.resolve(undefined);
		return undefined;
	};
	const worker = work();
	await fifth.promise;
	await worker.stop();
	const rows = await held.db.selectFrom('mail').select(['state', 'owner', 'attempt']).execute();
	expect(rows.every(({ owner }) => owner === null)).toBe(true);
	const sent = rows.filter(({ state }) => state === 'sent').length;
	expect(sent).toBe(office.mails.length);
	expect([sent >= 5, sent < 200]).toEqual([true, true]);
	expect(rows.filter(({ state, attempt }) => state === 'queued' && attempt === 0).length).toBe(
		200 - sent
	);
	await work().atRest();
	expect(new Set(office.addresses).size).toBe(200);
	expect(office.addresses.length).toBe(200);
});
