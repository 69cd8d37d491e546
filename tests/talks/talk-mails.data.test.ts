import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MailTemplate } from '#lib/mail/template.server.ts';
import type { Language } from '#lib/platform/languages.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import {
	acceptTalk,
	declineTalk,
	withdrawOnBehalf,
	withdrawTalk
} from '#lib/talks/commands.server.ts';
import {
	talkAcceptedMail,
	talkDeclinedMail,
	talkReceivedMail,
	talkWithdrawnMail
} from '#lib/talks/talk-mails.server.ts';
import type { Talk } from '#lib/talks/talk.ts';
import type { AboutTalk } from '#lib/talks/mail-kinds.ts';
import { loadTranslate } from '#messages/load.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeOrganiser, makeTalk } from '../factories.ts';

const held = useDatabase();
const now = '2027-04-10T10:00:00.000Z';

// When the mails leave.
beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'] });
	vi.setSystemTime(now);
});
afterEach(() => vi.useRealTimers());

async function compose(template: MailTemplate<AboutTalk>, talk: Talk, language: Language) {
	const context = {
		db: held.db,
		origin: 'https://saiets.example',
		from: { name: 'Saiets', address: 'saiets@school.example' },
		tokens: new Tokens('0'.repeat(64)),
		t: await loadTranslate(language),
		language
	};
	const mail = await held.db
		.selectFrom('mail')
		.select('payload')
		.where('kind', '=', template.kind.name)
		.executeTakeFirst();
	const payload = mail ? template.kind.payload.read(mail.payload) : { talkId: talk.id, stepId: '' };
	return template.compose(context, payload, {
		address: 'anna@school.example',
		name: 'Anna Liepa',
		personId: null
	});
}

describe('mails about a talk', () => {
	test('a yes tells the note, and leads to the page where it is confirmed', async () => {
		const edition = await makeEdition(held.db);
		const organiser = await makeOrganiser(held.db);
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });
		await acceptTalk(held.db, {
			talkId: talk.id,
			note: 'Please keep to 20 minutes.',
			by: organiser.id,
			now
		});

		const mail = await compose(talkAcceptedMail, talk, 'en');

		expect(mail?.subject).toBe('Your talk is accepted: Four weeks in Mühlgrün');
		expect(mail?.text).toBe(
			[
				'Hello!',
				'We would be glad to hear “Four weeks in Mühlgrün” at Evaluation conference.',
				'Talk: Four weeks in Mühlgrün\nWhen: 24\u00a0May\u00a02027\nWhere: Daugavpils tehnikums, Strādnieku iela 16, Daugavpils',
				'The organisers write:\nPlease keep to 20 minutes.',
				`Confirm the talk: https://saiets.example/en/talks/${talk.id}`,
				'Please confirm that it will be given, so that we keep its place. One of its speakers is enough; you sign in with this address, without a password. When the programme is published, your page shows the time and the room.',
				'A question? Simply reply to this mail: people read it.'
			].join('\n\n')
		);
		expect(mail?.html).toContain('Please keep to 20 minutes.');
		expect(mail?.html).toContain(`href="https://saiets.example/en/talks/${talk.id}"`);
	});

	test('in Latvian it is Latvian, with Latvian dates', async () => {
		const edition = await makeEdition(held.db);
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });

		const mail = await compose(talkAcceptedMail, talk, 'lv');

		expect(mail?.subject).toBe('Jūsu priekšlasījums ir pieņemts: Four weeks in Mühlgrün');
		expect(mail?.text).toContain('Kad: 2027.\u00a0gada 24.\u00a0maijs');
		expect(mail?.html).toContain('lang="lv"');
	});

	test('who is told that a talk is withdrawn is told why', async () => {
		const edition = await makeEdition(held.db);
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
		await withdrawOnBehalf(held.db, { talkId: talk.id, note: 'Get well soon!', by, now });

		const mail = await compose(talkWithdrawnMail, talk, 'en');

		expect(mail?.subject).toBe('Your talk is withdrawn: Four weeks in Mühlgrün');
		expect(mail?.text).toContain(
			[
				'The organisers of Evaluation conference have withdrawn “Four weeks in Mühlgrün”: it will not stand on the agenda.',
				'Talk: Four weeks in Mühlgrün\nWhen: 24\u00a0May\u00a02027\nWhere: Daugavpils tehnikums, Strādnieku iela 16, Daugavpils',
				'The organisers write:\nGet well soon!'
			].join('\n\n')
		);
		expect(mail?.html).toContain('Get well soon!');
	});

	test('what somebody typed as a title stays text', async () => {
		const edition = await makeEdition(held.db);
		const talk = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'declined',
			title: "<img src=x onerror=alert(1)> {name} '{'"
		});

		const mail = await compose(talkDeclinedMail, talk, 'en');

		expect(mail?.subject).toBe("About your talk: <img src=x onerror=alert(1)> {name} '{'");
		expect(mail?.html).not.toContain('<img');
	});

	test('a mail that is no longer true does not leave', async () => {
		const edition = await makeEdition(held.db);
		const organiser = await makeOrganiser(held.db);
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });
		expect(await compose(talkAcceptedMail, talk, 'en')).toBeUndefined();
		expect((await compose(talkReceivedMail, talk, 'en'))?.subject).toBe(
			'We have your talk: Four weeks in Mühlgrün'
		);
		await declineTalk(held.db, { talkId: talk.id, note: '', by: organiser.id, now });
		expect(await compose(talkReceivedMail, talk, 'en')).toBeUndefined();
		expect(await compose(talkDeclinedMail, talk, 'en')).toBeDefined();

		await withdrawTalk(held.db, { talkId: talk.id, by: talk.speakers[0]?.personId ?? '', now });
		expect(await compose(talkDeclinedMail, talk, 'en')).toBeUndefined();
	});

	test('once the conference is over none leaves', async () => {
		const edition = await makeEdition(held.db);
		const accepted = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
		const declined = await makeTalk(held.db, { editionId: edition.id, state: 'declined' });
		vi.setSystemTime('2027-05-25T08:00:00.000Z');
		expect(await compose(talkReceivedMail, accepted, 'en')).toBeUndefined();
		expect(await compose(talkAcceptedMail, accepted, 'en')).toBeUndefined();
		expect(await compose(talkDeclinedMail, declined, 'en')).toBeUndefined();
	});
});
