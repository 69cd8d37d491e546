import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { beforeEach, expect, it } from 'vitest';
import { claimMails, type ClaimedMail } from '#lib/mail/claim.server.ts';
import { queueMails, limitMails } from '#lib/mail/commands.server.ts';
import { recordDeliveryResults, type DeliveryResult } from '#lib/mail/delivery-results.server.ts';
import type { Caps } from '#lib/mail/pace.ts';
import { later, minute, second } from '#lib/platform/clock.ts';
import { useDatabase } from '../database.ts';
import { mailRequest, makeOrganiser, now, type NoteRequest } from '../factories.ts';

const held = useDatabase();

let by: string;
beforeEach(async () => {
	({ id: by } = await makeOrganiser(held.db));
});

const noCaps: Caps = { perMinute: null, perDay: null };
const lease = 3 * minute;

const queue = (...requests: Partial<NoteRequest>[]) =>
	inUnrecordedTransaction(held.db, 'a test', (trx) =>
		queueMails(trx, requests.map(mailRequest), now)
	);

const to = (name: string) => ({ to: { name, address: `${name}@school.example` } });

function claim(owner: string, at = now, caps = noCaps, limit = 20): Promise<ClaimedMail[]> {
	return claimMails(held.db, { owner, limit, now: at, until: later(at, lease), caps });
}

const names = (mails: ClaimedMail[]) => mails.map(({ toName }) => toName);

const sent = (mail: ClaimedMail, at = now): DeliveryResult => ({
	mail,
	state: 'sent',
	tried: { result: 'sent', detail: '' },
	subject: `Hello ${mail.toName}`,
	at
});

const deferred = (mail: ClaimedMail, at = now): DeliveryResult => ({
	mail,
	state: 'queued',
	tried: { result: 'deferred', detail: '451 later' },
	subject: '',
	at,
	dueAt: later(at, minute)
});

it('the urgent go first, then by age', async () => {
	await queue(
		{ ...to('certificate'), priority: 4 },
		{ ...to('invitation'), priority: 3 },
		{ ...to('cancellation'), priority: 1 },
		{ ...to('sign-in'), priority: 0 },
		{ ...to('not yet'), dueAt: later(now, minute) }
	);
	expect(names(await claim('a', now, noCaps, 3))).toEqual([
		'sign-in',
		'cancellation',
		'invitation'
	]);
	expect(names(await claim('b'))).toEqual(['certificate']);
	expect(names(await claim('b', later(now, minute)))).toEqual(['not yet']);
});

it('what a worker holds is nobody else’s until its lease ends; then it is sent by another', async () => {
	await queue(to('Anna'));
	const [first] = await claim('crashed');
	expect(names(await claim('other', later(now, lease - second)))).toEqual([]);
	const [again] = await claim('other', later(now, lease));
	expect([first?.attempt, again?.attempt]).toEqual([1, 2]);
	expect(again?.messageId).toBe(first?.messageId);
});

it('a worker that comes back from the dead changes nothing of what another does', async () => {
	await queue(to('Anna'));
	const [slow] = await claim('slow');
	const [other] = await claim('other', later(now, lease));
	if (!slow || !other) throw new Error('nothing claimed');
	await recordDeliveryResults(held.db, [deferred(slow, later(now, lease + second))]);
	const row = () =>
		held.db
			.selectFrom('mail')
			.select(['state', 'owner', 'attempt', 'dueAt', 'subject'])
			.executeTakeFirstOrThrow();
	expect(await row()).toEqual({
		state: 'queued',
		owner: 'other',
		attempt: 2,
		dueAt: later(now, 2 * lease),
		subject: ''
	});
	await recordDeliveryResults(held.db, [sent(other)]);
	expect(await row()).toEqual({
		state: 'sent',
		owner: null,
		attempt: 2,
		dueAt: now,
		subject: 'Hello Anna'
	});
	const attempts = await held.db
		.selectFrom('mailAttempt')
		.select(['attempt', 'result'])
		.orderBy('attempt')
		.execute();
	expect(attempts).toEqual([
		{ attempt: 1, result: 'deferred' },
		{ attempt: 2, result: 'sent' }
	]);
});

it('a newer mail of a thread waits while the older is on its way', async () => {
	await queue({ ...to('older'), thread: 't', revision: 0 });
	const [older] = await claim('a');
	await queue({ ...to('newer'), thread: 't', revision: 1 });
	if (!older) throw new Error('nothing claimed');
	expect(names(await claim('b'))).toEqual([]);
	await recordDeliveryResults(held.db, [sent(older)]);
	expect(names(await claim('b'))).toEqual(['newer']);
});

it('an older mail of a thread that has to wait makes way for the newer', async () => {
	await queue({ ...to('older'), thread: 't', revision: 0 });
	const [older] = await claim('a');
	await queue({ ...to('newer'), thread: 't', revision: 1 });
	if (!older) throw new Error('nothing claimed');
	await recordDeliveryResults(held.db, [deferred(older)]);
	expect(names(await claim('b'))).toEqual(['newer']);
	const states = await held.db
		.selectFrom('mail')
		.select(['toName', 'state'])
		.orderBy('revision')
		.execute();
	expect(states).toEqual([
		{ toName: 'older', state: 'superseded' },
		{ toName: 'newer', state: 'queued' }
	]);
});

it('an older mail whose worker died is not sent once a newer is there', async () => {
	await queue({ ...to('older'), thread: 't', revision: 0 });
	await claim('crashed');
	await queue({ ...to('newer'), thread: 't', revision: 1 });
	const at = later(now, lease);
	const [older] = await claim('other', at);
	expect([older?.toName, older?.dropped]).toEqual(['older', 'superseded']);
	if (!older) throw new Error('nothing claimed');
	await recordDeliveryResults(held.db, [{ mail: older, state: 'superseded', subject: '', at }]);
	expect(names(await claim('other', at))).toEqual(['newer']);
});

it('no more than the caps allow leaves in a minute or a day, but sign-in mails always do', async () => {
	const caps = { perMinute: 2, perDay: 3 };
	await limitMails(held.db, { editionId: 'ours', by, caps, now });
	await queue(...['a', 'b', 'c', 'd', 'e'].map(to));
	const first = await claim('w', now, caps);
	expect(names(first)).toEqual(['a', 'b']);
	expect(names(await claim('w', now, caps))).toEqual([]);
	await recordDeliveryResults(
		held.db,
		first.map((mail) => sent(mail))
	);
	expect(names(await claim('w', later(now, minute - second), caps))).toEqual([]);
	await queue({ ...to('sign-in'), priority: 0 });
	expect(names(await claim('w', now, caps))).toEqual(['sign-in']);
	const third = await claim('w', later(now, minute), caps);
	expect(names(third)).toEqual([]);
	const [signIn] = await held.db
		.selectFrom('mail')
		.selectAll()
		.where('toName', '=', 'sign-in')
		.execute();
	await recordDeliveryResults(held.db, [sent(signIn as ClaimedMail)]);
	expect(names(await claim('w', later(now, 2 * minute), caps))).toEqual([]);
	expect(names(await claim('w', later(now, 24 * 60 * minute), caps))).toEqual(['c', 'd']);
});

it('workers that count at once stay within the caps together', async () => {
	const caps = { perMinute: 10, perDay: null };
	await limitMails(held.db, { editionId: 'ours', by, caps, now });
	await queue(...Array.from({ length: 40 }, () => ({})));
	const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner, now, caps)));
	expect(claims.flat().length).toBe(10);
});

it('workers that claim at once never get the same mail', async () => {
	await queue(...Array.from({ length: 200 }, () => ({})));
	const claims = await Promise.all(
		Array.from({ length: 8 }, (_, at) => claim(`worker ${at}`, now, noCaps, 25))
	);
	const ids = claims.flat().map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.length).toBe(200);
});
