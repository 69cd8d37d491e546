import { describe, expect, it } from 'vitest';
import { signInKind } from '#lib/people/mail-kinds.ts';
import { signInMail } from '#lib/people/sign-in-mail.server.ts';
import { hasOrganiser } from '#lib/people/queries.server.ts';
import {
	becomeFirstOrganiser,
	confirmSignIn,
	findSignInLink,
	issueFirstOrganiserLink,
	issueSignInLink,
	requestSignIn
} from '#lib/people/sign-in.server.ts';
import { instantNow, later, minute } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { loadTranslate } from '#messages/load.ts';
import { makeOrganiser, makePerson, now } from '../factories.ts';
import { useDatabase } from '../database.ts';

const held = useDatabase();
const tokens = new Tokens('a secret of forty characters, or longer.');

const asked = {
	email: 'anna@school.example',
	returnTo: '/talks',
	language: 'en' as const,
	strangersWelcome: false,
	now
};
const mails = () => held.db.selectFrom('mail').select(['kind', 'toAddress', 'payload']).execute();
const confirm = (path: string, at = now, strangersWelcome = false) =>
	confirmSignIn(held.db, tokens, {
		token: path.slice('/sign-in/'.length),
		language: 'lv',
		strangersWelcome,
		now: at
	});

describe('asking for a sign-in link', () => {
	it('mails one to a person we know, and the outbox holds no token', async () => {
		await makePerson(held.db, { email: 'anna@school.example' });
		await requestSignIn(held.db, asked);
		const [request] = await held.db.selectFrom('signInRequest').selectAll().execute();
		expect(await mails()).toEqual([
			{
				kind: 'sign-in',
				toAddress: 'anna@school.example',
				payload: JSON.stringify({ version: 1, requestId: request?.id })
			}
		]);
		expect(request).toMatchObject({ returnTo: '/talks', expiresAt: later(now, 15 * minute) });
	});

	it('mails none to a stranger while no call for talks is open', async () => {
		await requestSignIn(held.db, asked);
		expect(await mails()).toEqual([]);
		await requestSignIn(held.db, { ...asked, strangersWelcome: true });
		expect(await mails()).toHaveLength(1);
		expect(await held.db.selectFrom('person').selectAll().execute()).toEqual([]);
	});

	it('clears away links of days before', async () => {
		const old = '2027-02-01T08:00:00.000Z';
		await requestSignIn(held.db, { ...asked, now: old });
		await requestSignIn(held.db, asked);
		expect(await held.db.selectFrom('signInRequest').select('createdAt').execute()).toEqual([
			{ createdAt: now }
		]);
	});
});

describe('a sign-in link', () => {
	const issue = (email: string, at = now) =>
		issueSignInLink(held.db, tokens, { email, returnTo: '/organise', now: at });

	it('signs the person in once', async () => {
		const { id } = await makePerson(held.db, { email: 'anna@school.example' });
		const link = await issue('Anna@school.example');
		expect(await confirm(link)).toEqual({
			ok: true,
			value: { personId: id, returnTo: '/organise' }
		});
		expect(await confirm(link)).toEqual({ ok: false, reason: 'link-used' });
	});

	it('signs in once when it is confirmed twice at the same moment', async () => {
		await makePerson(held.db, { email: 'anna@school.example' });
		const link = await issue('anna@school.example');
		const outcomes = await Promise.all([confirm(link), confirm(link), confirm(link)]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([
			{ ok: false, reason: 'link-used' },
			{ ok: false, reason: 'link-used' }
		]);
	});

	it('is over after fifteen minutes', async () => {
		await makePerson(held.db, { email: 'anna@school.example' });
		const link = await issue('anna@school.example');
		const token = link.slice('/sign-in/'.length);
		const state = async (at: string) =>
			(await findSignInLink(held.db, tokens, { token, now: at }))?.state;
		expect(await state(later(now, 15 * minute - 1))).toBe('open');
		expect(await state(later(now, 15 * minute))).toBe('over');
		expect(await confirm(link, later(now, 15 * minute))).toEqual({
			ok: false,
			reason: 'link-over'
		});
	});

	it('makes a stranger a person while strangers are welcome, in their language', async () => {
		const link = await issue('new@school.example');
		const late = await issue('late@school.example');
		const outcome = await confirm(link, now, true);
		expect(outcome.ok).toBe(true);
		expect(await held.db.selectFrom('person').select(['email', 'language']).execute()).toEqual([
			{ email: 'new@school.example', language: 'lv' }
		]);
		expect(await confirm(late)).toEqual({ ok: false, reason: 'nobody' });
		expect(await confirm(late, now, true)).toMatchObject({ ok: true });
	});

	it('is refused when it is malformed, foreign, or was made for another purpose', async () => {
		const { id } = await makePerson(held.db, { email: 'anna@school.example' });
		const [request] = [await issue('anna@school.example')].map((path) =>
			tokens.subjectOf(path.slice('/sign-in/'.length))
		);
		const wrong = [
			tokens.issue('rsvp', request ?? '', 1),
			tokens.issue('unsubscribe', request ?? '', 1),
			tokens.issue('sign-in', request ?? '', 2),
			tokens.issue('sign-in', newId(), 1),
			tokens.issue('sign-in', id, 1),
			new Tokens('another secret of forty characters, too.').issue('sign-in', request ?? '', 1),
			...['', 'x', '../../etc/passwd', 'A'.repeat(64), 'A'.repeat(300)]
		];
		for (const token of wrong) {
			expect(await findSignInLink(held.db, tokens, { token, now })).toBe(undefined);
			expect(await confirm(`/sign-in/${token}`)).toEqual({ ok: false, reason: 'link-unknown' });
		}
	});
});

describe('the first organiser', () => {
	const first = (path: string | undefined) =>
		becomeFirstOrganiser(held.db, tokens, {
			token: (path ?? '').slice('/sign-in/'.length),
			name: 'Līga',
			email: 'liga@school.example',
			language: 'lv',
			now
		});
	const issue = (at = now) => issueFirstOrganiserLink(held.db, tokens, at);

	it('comes by a link that works once, whenever it is opened', async () => {
		const link = await issue('2020-01-01T00:00:00.000Z');
		expect(await first(link)).toMatchObject({ ok: true, value: { returnTo: '/organise' } });
		expect(await hasOrganiser(held.db)).toBe(true);
		expect(await first(link)).toEqual({ ok: false, reason: 'link-used' });
		expect(await issue()).toBe(undefined);
	});

	it('cannot come by a link that a newer start replaced', async () => {
		const old = await issue();
		const link = await issue();
		expect(await first(old)).toEqual({ ok: false, reason: 'link-over' });
		expect(await first(link)).toMatchObject({ ok: true });
	});

	it('comes once when the link is used twice at the same moment', async () => {
		const link = await issue();
		const outcomes = await Promise.all([first(link), first(link)]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('cannot come when somebody organises already', async () => {
		const link = await issue();
		await makeOrganiser(held.db);
		expect(await first(link)).toEqual({ ok: false, reason: 'link-over' });
	});

	it('cannot come by a link that signs a person in, nor the other way round', async () => {
		await makePerson(held.db, { email: 'anna@school.example' });
		const signIn = await issueSignInLink(held.db, tokens, {
			email: 'anna@school.example',
			returnTo: '/',
			now
		});
		expect(await first(signIn)).toEqual({ ok: false, reason: 'link-unknown' });
		expect(await confirm((await issue()) ?? '')).toEqual({ ok: false, reason: 'link-unknown' });
	});
});

describe('the sign-in mail', () => {
	it('carries the link, in the reader’s language, until it is used', async () => {
		await makePerson(held.db, { email: 'anna@school.example' });
		const at = instantNow();
		await requestSignIn(held.db, { ...asked, now: at });
		const [mail] = await mails();
		const compose = async (language: 'en' | 'lv') =>
			signInMail.compose(
				{
					db: held.db,
					origin: 'https://conference.school.example',
					from: { name: 'Saiets', address: 'conference@school.example' },
					tokens,
					t: await loadTranslate(language),
					language
				},
				signInKind.payload.read(mail?.payload ?? ''),
				{ address: 'anna@school.example', name: '', personId: null }
			);
		const content = await compose('en');
		const link = /https:\/\/conference\.school\.example(\/sign-in\/[\w-]{64})/.exec(
			content?.text ?? ''
		)?.[1];
		expect(content?.subject).toBe('Your link to sign in at conference.school.example');
		expect(content?.html).toContain(`href="https://conference.school.example${link}"`);
		expect((await compose('lv'))?.subject).toBe(
			'Jūsu saite, lai pieslēgtos vietnē conference.school.example'
		);
		expect(await confirm(link ?? '', at)).toMatchObject({ ok: true });
		expect(await compose('en')).toBe(undefined);
	});
});
