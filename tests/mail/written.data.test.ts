import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeInvitation } from '#lib/calendar/write.server.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import type { MailContent } from '#lib/mail/template.server.ts';
import { fileNameOf, fileTransport, smtpTransport } from '#lib/mail/transport.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { useDatabase } from '../database.ts';
import { mailRequest, type NoteRequest } from '../factories.ts';
import { PostOffice } from './post-office.ts';
import { startWorker } from './worker.ts';

const held = useDatabase();

let office: PostOffice;
let url: string;

beforeEach(async () => {
	office = new PostOffice();
	url = await office.open();
});

afterEach(() => office.close());

async function send(...requests: Partial<NoteRequest>[]) {
	await inUnrecordedTransaction(held.db, 'a test', (trx) =>
		queueMails(trx, requests.map(mailRequest), instantNow())
	);
	const worker = startWorker(held.db, smtpTransport(url));
	await worker.atRest();
	await worker.stop();
	return office.mails;
}

const calendar = {
	method: 'REQUEST' as const,
	content: writeInvitation(
		{
			uid: 'entry-1',
			sequence: 0,
			stampedAt: '2027-03-01T08:00:00.000Z',
			status: 'CONFIRMED',
			title: 'Izvērtēšanas konference',
			description: '',
			location: 'Daugavpils',
			startsAt: '2027-05-24T06:00:00.000Z',
			endsAt: '2027-05-24T14:00:00.000Z',
			timeZone: 'Europe/Riga',
			organizer: { name: 'Konference', address: 'conference@school.example' },
			attendee: { name: 'Anna', address: 'anna@school.example', partstat: 'NEEDS-ACTION' }
		},
		'REQUEST'
	)
};

it('a mail says who wrote it, that a program did, and how to have no more of them', async () => {
	const [mail] = await send({
		to: { name: 'Anna Ķīse', address: 'anna@school.example' },
		editionId: '01900000-0000-7000-8000-000000000001',
		language: 'lv',
		payload: { unsubscribeUrl: 'https://conference.school.example/rsvp/x/unsubscribe' }
	});
	expect(office.envelopes).toEqual([
		{ from: 'conference@school.example', to: ['anna@school.example'] }
	]);
	expect([mail?.from?.text, [mail?.to].flat()[0]?.text, mail?.subject]).toEqual([
		'"Konference" <conference@school.example>',
		'"Anna Ķīse" <anna@school.example>',
		'Hello Anna Ķīse (lv)'
	]);
	const header = (name: string) => mail?.headerLines.find(({ key }) => key === name)?.line;
	expect(header('auto-submitted')).toBe('Auto-Submitted: auto-generated');
	expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
	expect(header('list-unsubscribe')).toBe(
		'List-Unsubscribe: <https://conference.school.example/rsvp/x/unsubscribe>'
	);
	expect(header('list-id')).toBe(
		'List-ID: <01900000-0000-7000-8000-000000000001.conference.school.example>'
	);
});

it('an invitation is an alternative of the text, and a file for programs that know only files', async () => {
	const [mail] = await send({
		to: { name: 'Anna', address: 'anna@school.example' },
		payload: { calendar }
	});
	expect(
		mail?.attachments.map(({ contentType, filename, content }) => [
			contentType,
			filename,
			content.toString('utf8') === calendar.content
		])
	).toEqual([
		['text/calendar', undefined, true],
		['application/ics', 'invite.ics', true]
	]);
	const [part] = mail?.attachments ?? [];
	expect(part?.headers.get('content-type')).toEqual({
		value: 'text/calendar',
		params: { charset: 'utf-8', method: 'REQUEST' }
	});
	expect(part?.headers.get('content-transfer-encoding')).toBe('base64');
	expect([mail?.text?.trim(), typeof mail?.html]).toEqual([
		'Hello from https://conference.school.example',
		'string'
	]);
});

it('a mail without an unsubscribe address claims to have none', async () => {
	const [mail] = await send({});
	expect(mail?.headers.has('list')).toBe(true);
	expect(mail?.headerLines.map(({ key }) => key)).not.toContain('list-unsubscribe');
	expect(mail?.headerLines.map(({ key }) => key)).not.toContain('list-unsubscribe-post');
});

const hostile = [
	'Anna\r\nBcc: everyone@school.example',
	'Anna\n\n<script>alert(1)</script>',
	'"Anna" <mallory@evil.example>',
	'Anna, mallory@evil.example',
	'=?utf-8?q?Anna=0d=0aBcc:_everyone@school.example?=',
	'Anna\u0000\u0008\u202egpj.exe',
	'Anna\u2028Bcc: everyone@school.example'
];

it.each(hostile)('a hostile name or subject adds no header and no reader: %j', async (text) => {
	const mails = await send({
		to: { name: text, address: 'anna@school.example' },
		payload: { subject: text } satisfies Partial<MailContent>
	});
	expect(office.envelopes).toEqual([
		{ from: 'conference@school.example', to: ['anna@school.example'] }
	]);
	const [mail] = mails;
	expect([mail?.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
		'anna@school.example'
	]);
	expect(mail?.headerLines.map(({ key }) => key).sort()).toEqual([
		'auto-submitted',
		'content-type',
		'date',
		'from',
		'list-id',
		'message-id',
		'mime-version',
		'subject',
		'to'
	]);
});

it.each([
	'anna@school.example\r\nRCPT TO:<mallory@evil.example>',
	'anna@school.example, mallory@evil.example',
	'anna@school.example>\r\nDATA',
	'<mallory@evil.example>anna@school.example',
	'"anna@evil.example"@school.example',
	'group: mallory@evil.example;',
	'anna',
	''
])('a mail to what is not one address is not sent to anybody: %j', async (address) => {
	await send({ to: { name: 'Anna', address } });
	expect(office.envelopes).toEqual([]);
	const { state } = await held.db.selectFrom('mail').select('state').executeTakeFirstOrThrow();
	expect(state).toBe('failed');
});

it('a template cannot reach into files or the network', async () => {
	await send({
		payload: { attachments: [{ filename: 'a', contentType: 'text/plain', path: '/etc/passwd' }] }
	});
	expect(office.mails).toEqual([]);
});

it('without a server every mail becomes a file that a mail program opens', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'saiets-mail-'));
	await inUnrecordedTransaction(held.db, 'a test', (trx) =>
		queueMails(
			trx,
			['Anna', 'Bruno'].map((name) => mailRequest({ to: { name, address: 'a@school.example' } })),
			instantNow()
		)
	);
	const worker = startWorker(held.db, fileTransport(join(folder, 'mail')));
	await worker.atRest();
	await worker.stop();
	const rows = await held.db.selectFrom('mail').selectAll().orderBy('id').execute();
	expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
	const files = (await readdir(join(folder, 'mail'))).sort();
	expect(files).toEqual(rows.map(fileNameOf));
	const [first] = await Promise.all(
		files.map(async (file) => simpleParser(await readFile(join(folder, 'mail', file))))
	);
	expect([first?.subject, first?.messageId]).toEqual(['Hello Anna (en)', rows[0]?.messageId]);
	await rm(folder, { recursive: true });
});
