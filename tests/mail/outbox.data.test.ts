import { unguarded, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { beforeEach, expect, it } from 'vitest';
import { haltMails } from '#lib/mail/attention.server.ts';
import { queueMails, retryFailedMails, retryMail } from '#lib/mail/commands.server.ts';
import { previewMail } from '#lib/mail/mail-preview.server.ts';
import {
	countMails,
	findMail,
	listMailKinds,
	listMails,
	mailProgress,
	mailStatesOf
} from '#lib/mail/queries.server.ts';
import { later, minute } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { useDatabase } from '../database.ts';
import {
	mailRequest,
	makeMail,
	makeOrganiser,
	makePerson,
	now,
	type NewMail
} from '../factories.ts';
import { composer, note } from './worker.ts';

const held = useDatabase();

let by: string;
beforeEach(async () => {
	({ id: by } = await makeOrganiser(held.db));
});

const ours = '01900000-0000-7000-8000-000000000001';
const theirs = '01900000-0000-7000-8000-000000000002';

type Row = Awaited<ReturnType<typeof makeMail>>;

async function become(mail: Row, change: Partial<Row>): Promise<void> {
	await unguarded(held.db).updateTable('mail').set(change).where('id', '=', mail.id).execute();
}

async function tried(
	mail: Row,
	result: 'sent' | 'deferred' | 'refused',
	detail = ''
): Promise<void> {
	await unguarded(held.db)
		.insertInto('mailAttempt')
		.values({ id: newId(), mailId: mail.id, attempt: 1, result, detail, at: now })
		.execute();
}

const names = ({ mails }: Awaited<ReturnType<typeof listMails>>) =>
	mails.map(({ toName }) => toName);
const to = (name: string) => ({ to: { name, address: `${name.toLowerCase()}@school.example` } });

it('the outbox shows an edition’s mails and those of none, never another edition’s', async () => {
	await makeMail(held.db, { ...to('Anna'), editionId: ours, kind: 'invitation' });
	await makeMail(held.db, { ...to('Bruno'), editionId: theirs, kind: 'certificate' });
	const foreign = await makeMail(held.db, { ...to('Dace'), editionId: theirs });
	await makeMail(held.db, { ...to('Cilda'), kind: 'sign-in', priority: 0 });
	expect(names(await listMails(held.db, { editionId: ours }))).toEqual(['Cilda', 'Anna']);
	expect(await listMailKinds(held.db, ours)).toEqual(['invitation', 'sign-in']);
	expect(await findMail(held.db, { editionId: ours, mailId: foreign.id })).toBe(undefined);
	expect(await countMails(held.db, ours)).toEqual({
		queued: 2,
		retrying: 0,
		sent: 0,
		failed: 0,
		superseded: 0
	});
});

it('the outbox is filtered by state and kind, and searched by name without accents or by address', async () => {
	const zanis = await makeMail(held.db, { ...to('Ķirsis Žanis'), editionId: ours });
	const anna = await makeMail(held.db, { ...to('Anna'), editionId: ours, kind: 'invitation' });
	const bruno = await makeMail(held.db, { ...to('Bruno'), editionId: ours });
	await become(zanis, { state: 'failed' });
	await become(anna, { attempt: 2 });
	const found = async (parts: Partial<Parameters<typeof listMails>[1]>) =>
		names(await listMails(held.db, { editionId: ours, ...parts }));
	expect(await found({ filter: 'failed' })).toEqual(['Ķirsis Žanis']);
	expect(await found({ filter: 'queued' })).toEqual(['Bruno', 'Anna']);
	expect(await found({ filter: 'retrying' })).toEqual(['Anna']);
	expect(await found({ kind: 'invitation' })).toEqual(['Anna']);
	expect(await found({ search: 'kirsis z' })).toEqual(['Ķirsis Žanis']);
	expect(await found({ search: 'BRUNO@' })).toEqual(['Bruno']);
	expect(await found({ search: '%' })).toEqual([]);
	expect(await found({ search: 'b_uno' })).toEqual([]);
	await makeMail(held.db, { ...to('B_uno'), editionId: ours });
	expect(await found({ search: 'b_uno' })).toEqual(['B_uno']);
	await become(bruno, { attempt: 1, owner: 'a worker' });
	expect(await found({ filter: 'retrying' })).toEqual(['Anna']);
	expect((await countMails(held.db, ours)).retrying).toBe(1);
});

it('a row shows what the last try came to', async () => {
	const mail = await makeMail(held.db, { ...to('Anna'), editionId: ours });
	await tried(mail, 'deferred', '451 later');
	await tried(mail, 'refused', '550 no');
	const { mails } = await listMails(held.db, { editionId: ours });
	expect(mails.map(({ lastAttempt }) => lastAttempt)).toEqual([
		{ result: 'refused', detail: '550 no' }
	]);
});

it('a long outbox comes in pages, and a page beyond the last is the last', async () => {
	await inUnrecordedTransaction(held.db, 'a test', (trx) =>
		queueMails(
			trx,
			Array.from({ length: 120 }, () => mailRequest({ editionId: ours })),
			now
		)
	);
	const page = await listMails(held.db, { editionId: ours, page: 9 });
	expect([page.mails.length, page.page, page.pages, page.count]).toEqual([20, 3, 3, 120]);
});

it('by person, the newest mail of a kind says how far it is', async () => {
	const person = await makePerson(held.db);
	const other = await makePerson(held.db);
	const parts = { editionId: ours, kind: 'invitation', personId: person.id };
	const first = await makeMail(held.db, parts);
	await become(first, { state: 'failed' });
	const second = await makeMail(held.db, { ...parts, queuedAt: later(now, minute) });
	await makeMail(held.db, { ...parts, kind: 'certificate', queuedAt: later(now, 2 * minute) });
	await makeMail(held.db, { ...parts, editionId: theirs, queuedAt: later(now, 2 * minute) });
	await makeMail(held.db, { ...parts, personId: other.id });
	const states = await mailStatesOf(held.db, {
		editionId: ours,
		kinds: ['invitation'],
		personIds: [person.id]
	});
	expect([...states]).toEqual([
		[
			person.id,
			{
				mailId: second.id,
				kind: 'invitation',
				state: 'queued',
				attempt: 0,
				queuedAt: later(now, minute),
				finishedAt: null
			}
		]
	]);
	expect((await mailStatesOf(held.db, { editionId: ours, kinds: ['invitation'] })).size).toBe(2);
});

it('progress counts an edition’s mails of the kinds asked for, and when the outbox will be empty', async () => {
	const parts = { editionId: ours, kind: 'invitation' };
	const sent = await makeMail(held.db, parts);
	await become(sent, { state: 'sent' });
	await tried(sent, 'sent');
	await makeMail(held.db, parts);
	await makeMail(held.db, { ...parts, kind: 'certificate' });
	const progress = () =>
		mailProgress(held.db, { editionId: ours, kinds: ['invitation'] }, later(now, minute / 2));
	expect(await progress()).toEqual({
		queued: 1,
		sent: 1,
		failed: 0,
		superseded: 0,
		leaving: { done: 1, total: 2 },
		doneBy: later(now, 2.5 * minute)
	});
	const halt = { reason: 'sign-in', detail: '', at: now, route: '' } as const;
	await haltMails(held.db, halt);
	expect((await progress()).doneBy).toBe(null);
});

it('progress begins anew with what is queued after everything has left', async () => {
	const parts = { editionId: ours, kind: 'invitation' };
	const progress = async () => {
		const { leaving } = await mailProgress(held.db, { editionId: ours, kinds: ['invitation'] });
		return leaving;
	};
	await become(await makeMail(held.db, parts), { state: 'sent' });
	expect(await progress()).toEqual({ done: 0, total: 0 });
	const next = { queuedAt: later(now, minute) };
	for (const state of ['sent', 'superseded', 'queued', 'queued'] as const) {
		await become(await makeMail(held.db, parts), { ...next, state });
	}
	expect(await progress()).toEqual({ done: 1, total: 3 });
});

it('only a mail that can still be right is sent again', async () => {
	const parts: NewMail = { editionId: ours, thread: 't', revision: 0 };
	const older = await makeMail(held.db, parts);
	await become(older, { state: 'failed', attempt: 17 });
	const retry = (mailId: string, editionId = ours) =>
		retryMail(held.db, { editionId, mailId, by, now: later(now, minute) });
	expect(await retry(older.id, theirs)).toEqual({ ok: false, reason: 'gone' });
	expect((await retry(older.id)).ok).toBe(true);
	const row = () =>
		held.db
			.selectFrom('mail')
			.select(['state', 'attempt', 'dueAt', 'finishedAt'])
			.where('id', '=', older.id)
			.executeTakeFirst();
	expect(await row()).toEqual({
		state: 'queued',
		attempt: 0,
		dueAt: later(now, minute),
		finishedAt: null
	});
	await become(older, { state: 'failed' });
	const newer = await makeMail(held.db, { ...parts, revision: 1 });
	expect(await retry(older.id)).toEqual({ ok: false, reason: 'replaced' });
	await become(newer, { state: 'sent' });
	expect(await retry(newer.id)).toEqual({ ok: false, reason: 'sent' });
	expect(await retry(newId())).toEqual({ ok: false, reason: 'gone' });
	const leaving = await makeMail(held.db, { editionId: ours });
	await become(leaving, { owner: 'a worker', attempt: 1 });
	expect(await retry(leaving.id)).toEqual({ ok: false, reason: 'leaving' });
});

it('all failed mails of an edition are sent again, except to addresses that do not exist', async () => {
	const mails = [
		await makeMail(held.db, { ...to('Anna'), editionId: ours }),
		await makeMail(held.db, {
			to: { name: 'Bruno', address: 'Bruno@school.example' },
			editionId: ours
		}),
		await makeMail(held.db, { ...to('Cilda'), editionId: theirs }),
		await makeMail(held.db, { ...to('Dace'), editionId: ours, thread: 't', revision: 0 })
	];
	await makeMail(held.db, { ...to('Dace'), editionId: ours, thread: 't', revision: 1 });
	for (const mail of mails) await become(mail, { state: 'failed' });
	await unguarded(held.db)
		.insertInto('suppressedAddress')
		.values({ address: 'bruno@school.example', reason: '550', at: now })
		.execute();
	expect(await retryFailedMails(held.db, { editionId: ours, by, now })).toBe(1);
	expect(names(await listMails(held.db, { editionId: ours, filter: 'failed' }))).toEqual([
		'Dace',
		'Bruno'
	]);
});

it('an organiser reads a mail as it would leave, pictures and all, but never a sign-in link', async () => {
	const mail = await makeMail(held.db, {
		...to('Anna'),
		payload: { html: '<img src="cid:code">' }
	});
	const picture = {
		filename: 'code.png',
		contentType: 'image/png',
		content: Buffer.from('picture'),
		cid: 'code'
	};
	const withPicture = {
		...composer(held.db),
		templates: [
			{
				...note,
				compose: async (...given: Parameters<typeof note.compose>) => {
					const content = await note.compose(...given);
					return content && { ...content, attachments: [picture] };
				}
			}
		]
	};
	expect(await previewMail(withPicture, mail.id)).toEqual({
		subject: 'Hello Anna (en)',
		html: '<img src="data:image/png;base64,cGljdHVyZQ==">',
		text: 'Hello from https://conference.school.example',
		attachments: []
	});
	const urgent = await makeMail(held.db, { priority: 0 });
	expect(await previewMail(composer(held.db), urgent.id)).toBe('secret');
	const templates = [{ ...note, secret: true as const }];
	expect(await previewMail({ ...composer(held.db), templates }, mail.id)).toBe('secret');
	const unwanted = await makeMail(held.db, { payload: { unwanted: true } });
	expect(await previewMail(composer(held.db), unwanted.id)).toBe('unwanted');
	const broken = await makeMail(held.db, { payload: { broken: true } });
	expect(await previewMail(composer(held.db), broken.id)).toBe('broken');
	expect(await previewMail(composer(held.db), newId())).toBe(undefined);
});
