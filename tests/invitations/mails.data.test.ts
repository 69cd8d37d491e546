import { unguarded } from '#lib/db/transaction.ts';
import ICAL from 'ical.js';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '#lib/db/connect.ts';
import { composeMail, messageOf } from '#lib/mail/compose.server.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { publishAgenda } from '#lib/agenda/commands.server.ts';
import { answerInvitation, stopMail } from '#lib/guests/commands.server.ts';
import {
	resendInvitation,
	sendCalendarsNow,
	sendInvitations,
	sendReminders
} from '#lib/invitations/commands.server.ts';
import { followCalendars } from '#lib/invitations/follow.server.ts';
import { countAddressees } from '#lib/guests/queries.server.ts';
import { mailTemplates } from '../../src/mail-templates.server.ts';
import { useDatabase } from '../database.ts';
import {
	changeEdition,
	makeAnswer,
	makeCompanion,
	makeEdition,
	makeGuest,
	makeItem,
	makeOrganiser,
	makeTalkItem,
	now
} from '../factories.ts';

const held = useDatabase();
const tokens = new Tokens('a secret of at least thirty-two characters');
const config = {
	origin: 'https://conference.school.example',
	mailFrom: { name: 'Skola', address: 'conference@school.example' }
};

// When the mails leave.
beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'] });
	vi.setSystemTime(now);
});
afterEach(() => vi.useRealTimers());

const said = { givenBy: 'guest' as const, by: null, now };

/** A guest answers, and their calendar follows. */
async function answerAndFollow(answer: Parameters<typeof answerInvitation>[1]): Promise<void> {
	expect((await answerInvitation(held.db, answer)).ok).toBe(true);
	await followCalendars(held.db, answer.now);
}

/** Publishes the agenda, and nobody waits for calendars to follow. */
async function publishAndFollow(editionId: string, by: string): Promise<void> {
	expect((await publishAgenda(held.db, { editionId, note: '', by, now })).ok).toBe(true);
	await sendCalendarsNow(held.db, { editionId, by, now });
	await followCalendars(held.db, now);
}

/** Every mail that waits, composed, written as nodemailer sends it, and read again by another library. */
async function readOutbox(db: Database): Promise<ParsedMail[]> {
	const mails = await db
		.selectFrom('mail')
		.selectAll()
		.where('state', '=', 'queued')
		.orderBy('queuedAt')
		.orderBy('id')
		.execute();
	const transport = createTransport({ streamTransport: true, buffer: true });
	const read: ParsedMail[] = [];
	for (const mail of mails) {
		const composer = { db, templates: mailTemplates, tokens, config };
		const content = await composeMail(composer, mail);
		if (!content) continue;
		const sent = await transport.sendMail(messageOf(mail, content, config));
		read.push(await simpleParser(sent.message as Buffer));
	}
	return read;
}

function calendarOf(mail: ParsedMail | undefined): {
	method: string;
	event: ICAL.Event;
	text: string;
} {
	const part = mail?.attachments.find(({ contentType }) => contentType === 'text/calendar');
	const text = part?.content.toString('utf8') ?? '';
	const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
	const event = calendar.getFirstSubcomponent('vevent');
	return {
		method: String(calendar.getFirstPropertyValue('method')),
		event: new ICAL.Event(event ?? undefined),
		text
	};
}

const words = (mail: ParsedMail | undefined) => (mail?.text ?? '').replace(/\s+/g, ' ');

describe('the invitation', () => {
	it('asks in the guest’s language, with the three answers, in words and in HTML', async () => {
		const edition = await makeEdition(held.db, { answersDueAt: '2027-05-10T20:59:00.000Z' });
		const organiser = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, {
			editionId: edition.id,
			person: { name: 'Ģirts Šķēle', email: 'girts@lv.example', language: 'lv' }
		});
		await sendInvitations(held.db, { editionId: edition.id, by: organiser.id, now });
		const [mail, ...others] = await readOutbox(held.db);
		expect(others).toEqual([]);
		expect(mail?.subject).toBe('Vai jūs būsiet? Izvērtēšanas konference, 2027. gada 24. maijs');
		const link = `${config.origin}/rsvp/${tokens.issue('rsvp', guest.id, 1)}`;
		for (const answer of ['yes', 'no', 'maybe']) {
			expect(words(mail)).toContain(`${link}?answer=${answer}`);
			expect(mail?.html).toContain(`href="${link}?answer=${answer}"`);
		}
		expect(words(mail)).toContain('Kad: pirmdiena, 2027. gada 24. maijs, 09:00–17:00');
		expect(words(mail)).toContain('Kur: Daugavpils tehnikums, Strādnieku iela 16, Daugavpils');
		expect(words(mail)).toContain('Lūdzu, atbildiet līdz: 2027. gada 10. maijam');
		expect(mail?.headers.get('list')).toMatchObject({
			unsubscribe: {
				url: `${config.origin}/rsvp/${tokens.issue('unsubscribe', guest.id, 1)}/unsubscribe`
			},
			'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' }
		});
	});

	it('reads as a Lithuanian would write it', async () => {
		const edition = await makeEdition(held.db, {
			title: { en: 'Evaluation conference', lt: 'Projektų vertinimo konferencija' },
			answersDueAt: '2027-05-10T20:59:00.000Z'
		});
		const organiser = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, {
			editionId: edition.id,
			person: { name: 'Rūta Šimkutė', email: 'ruta@lt.example', language: 'lt' }
		});
		await sendInvitations(held.db, { editionId: edition.id, by: organiser.id, now });
		const [mail] = await readOutbox(held.db);
		expect(mail?.subject).toBe(
			'Ar dalyvausite? Projektų vertinimo konferencija, 2027 m. gegužės 24 d.'
		);
		const link = `${config.origin}/rsvp/${tokens.issue('rsvp', guest.id, 1)}`;
		const stop = `${config.origin}/rsvp/${tokens.issue('unsubscribe', guest.id, 1)}/unsubscribe`;
		expect(words(mail).trim()).toBe(
			[
				'Projektų vertinimo konferencija',
				'Kada: 2027 m. gegužės 24 d., pirmadienis, 09:00–17:00',
				'Kur: Daugavpils tehnikums, Strādnieku iela 16, Daugavpils',
				'Atsakymo laukiame iki: 2027 m. gegužės 10 d.',
				'Ar dalyvausite?',
				`Taip, dalyvausiu: ${link}?answer=yes`,
				`Ne, negalėsiu: ${link}?answer=no`,
				`Galbūt: ${link}?answer=maybe`,
				'Pakanka vieną kartą spustelėti ir patvirtinti. Nereikia nei paskyros, nei slaptažodžio.',
				'Labai džiaugtumės, jei būtumėte su mumis.',
				'Atsakę „taip“, gausite įrašą savo kalendoriui ir bilietą. Apsigalvoti galėsite bet kada.',
				'Šios nuorodos skirtos tik jums. Neperduokite jų kitiems.',
				'Turite klausimų? Tiesiog atsakykite į šį laišką – jį perskaitys žmogus.',
				`Nebesiųsti kvietimų ir priminimų: ${stop}`
			].join(' ')
		);
		expect(mail?.html).toContain('<html lang="lt">');
	});

	it('says the hours that are published, as the calendar does', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		await makeItem(held.db, {
			editionId: edition.id,
			startsAt: '2027-05-24T07:15:00.000Z',
			endsAt: '2027-05-24T12:45:00.000Z'
		});
		await publishAndFollow(edition.id, by);
		const { id: guestId } = await makeGuest(held.db, { editionId: edition.id });
		await sendInvitations(held.db, { editionId: edition.id, by, now });
		await answerAndFollow({ guestId, answer: 'yes', ...said });
		const [invitation, calendar] = await readOutbox(held.db);
		const when = 'When: Monday 24 May 2027, 10:15–15:45';
		expect(words(invitation)).toContain(when);
		expect(words(calendar)).toContain(when);
	});

	it('goes once to those not invited yet who have an address, did not answer and want mail', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		for (const name of ['Anna', 'Bella']) await makeGuest(held.db, { editionId, person: { name } });
		await makeGuest(held.db, { editionId, person: { email: null } });
		await makeGuest(held.db, { editionId, answer: 'yes' });
		await makeGuest(held.db, { editionId, removedAt: now });
		await makeGuest(held.db, { editionId, mailStoppedAt: now });
		await makeGuest(held.db, { editionId: (await makeEdition(held.db)).id });
		const send = () => sendInvitations(held.db, { editionId, by, now });
		const both = await Promise.all([send(), send()]);
		expect(both.reduce((sum, sent) => sum + (sent.ok ? sent.value.queued : 0), 0)).toBe(2);
		expect(await send()).toEqual({ ok: true, value: { queued: 0 } });
		expect(await readOutbox(held.db)).toHaveLength(2);
	});

	it('is not sent any more to who was taken off the list or stopped mails meanwhile', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId });
		await sendInvitations(held.db, { editionId, by, now });
		await stopMail(held.db, { guestId: guest.id, stopped: true, now });
		expect(await readOutbox(held.db)).toEqual([]);
		await stopMail(held.db, { guestId: guest.id, stopped: false, now });
		expect(await readOutbox(held.db)).toHaveLength(1);
	});

	it('is not sent any more once the conference is over', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		await makeGuest(held.db, { editionId });
		await sendInvitations(held.db, { editionId, by, now });
		vi.setSystemTime('2028-03-01T08:00:00.000Z');
		expect(await readOutbox(held.db)).toEqual([]);
	});

	it('after the conference is refused', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const sent = await sendInvitations(held.db, { editionId, by, now: '2027-05-25T08:00:00.000Z' });
		expect(sent).toEqual({ ok: false, reason: 'event-over' });
	});

	it('can be sent to one guest again, and a reminder follows after a day, once', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId, person: { name: 'Anna' } });
		await makeGuest(held.db, { editionId, answer: 'no', invitedAt: now });
		await makeGuest(held.db, { editionId });
		const again = () => resendInvitation(held.db, { guestId: guest.id, by, now });
		expect(await again()).toEqual({ ok: true, value: { queued: 1 } });
		expect(await again()).toEqual({ ok: true, value: { queued: 0 } });
		const remind = (at: string) => sendReminders(held.db, { editionId, by, now: at });
		const nextDay = '2027-03-02T08:00:00.000Z';
		expect(await remind('2027-03-02T07:59:59.999Z')).toEqual({ ok: true, value: { queued: 0 } });
		const both = await Promise.all([remind(nextDay), remind(nextDay)]);
		expect(both.reduce((sum, sent) => sum + (sent.ok ? sent.value.queued : 0), 0)).toBe(1);
		const counted = (at: string) => countAddressees(held.db, { editionId, now: at });
		expect(await counted(nextDay)).toMatchObject({ toInvite: 1, toRemind: 0 });
		expect(await counted('2027-03-03T08:00:00.000Z')).toMatchObject({ toInvite: 1, toRemind: 1 });
		expect((await readOutbox(held.db)).map(({ subject }) => subject)).toEqual([
			'Will you come? Evaluation conference, 24 May 2027',
			'We have not heard from you yet: Evaluation conference, 24 May 2027'
		]);
	});

	it('holds 10,000 guests in a few statements for each thousand', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const ids = Array.from({ length: 10_000 }, (_, at) => String(at).padStart(5, '0'));
		for (let at = 0; at < ids.length; at += 1_000) {
			const some = ids.slice(at, at + 1_000);
			await unguarded(held.db)
				.insertInto('person')
				.values(
					some.map((id) => ({
						id: `p${id}`,
						name: `Guest ${id}`,
						nameFolded: `guest ${id}`,
						email: `guest-${id}@school.example`,
						organisationId: null,
						country: null,
						language: 'en',
						createdAt: now
					}))
				)
				.execute();
			await unguarded(held.db)
				.insertInto('guest')
				.values(
					some.map((id) => ({
						id: `g${id}`,
						editionId,
						personId: `p${id}`,
						source: 'import' as const,
						role: 'guest' as const,
						ticketCode: `T${id}`,
						linkVersion: 1,
						createdAt: now
					}))
				)
				.execute();
		}
		const sent = await sendInvitations(held.db, { editionId, by, now });
		expect(sent).toEqual({ ok: true, value: { queued: 10_000 } });
	});
});

describe('the mail after an answer', () => {
	it('carries one entry for the calendar, and the tickets of all who come', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, {
			editionId: edition.id,
			ticketCode: 'ABCD1234EFGH5678',
			person: { name: 'Anna "A." Smith', email: 'anna@en.example' }
		});
		await makeCompanion(held.db, { guestId: guest.id, ticketCode: '1111222233334444' });
		await answerAndFollow({ ...said, guestId: guest.id, answer: 'yes' });
		const [mail, ...others] = await readOutbox(held.db);
		expect(others).toEqual([]);
		expect(mail?.subject).toBe(
			'You are coming: Evaluation conference, Monday 24 May 2027, 09:00–17:00'
		);
		expect(words(mail)).toContain('Anna "A." Smith: ABCD 1234 EFGH 5678');
		expect(words(mail)).toContain('Ieva Grāvīte: 1111 2222 3333 4444');
		const pictures = mail?.attachments.filter(({ contentType }) => contentType === 'image/png');
		expect(pictures?.map(({ cid }) => cid)).toEqual(['ticket-1@saiets', 'ticket-2@saiets']);
		const { method, event, text } = calendarOf(mail);
		expect(method).toBe('REQUEST');
		expect({
			summary: event.summary,
			location: event.location,
			start: event.startDate.toJSDate().toISOString(),
			end: event.endDate.toJSDate().toISOString(),
			zone: event.startDate.zone.tzid,
			sequence: event.sequence,
			organizer: event.organizer,
			stamp: String(event.component.getFirstPropertyValue('dtstamp')),
			status: event.component.getFirstPropertyValue('status'),
			url: event.component.getFirstPropertyValue('url')
		}).toEqual({
			summary: 'Evaluation conference',
			location: 'Daugavpils tehnikums, Strādnieku iela 16, Daugavpils',
			start: '2027-05-24T06:00:00.000Z',
			end: '2027-05-24T14:00:00.000Z',
			zone: 'Europe/Riga',
			sequence: 0,
			organizer: 'mailto:conference@school.example',
			stamp: '2027-03-01T08:00:00Z',
			status: 'CONFIRMED',
			url: `${config.origin}/en/${edition.slug}/programme`
		});
		const [attendee, ...more] = event.attendees;
		expect(more).toEqual([]);
		expect(attendee?.getFirstValue()).toBe('MAILTO:anna@en.example');
		expect(attendee?.getParameter('partstat')).toBe('ACCEPTED');
		expect(attendee?.getParameter('rsvp')).toBe('FALSE');
		expect(text).not.toContain(tokens.issue('rsvp', guest.id, 1));
		expect(text).not.toContain('ABCD1234EFGH5678');
	});

	it('changes and withdraws the same entry, each in a mail that follows the first', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const answer = (word: 'yes' | 'no' | 'maybe') =>
			answerAndFollow({ ...said, guestId: guest.id, answer: word });
		const next = async () => {
			const [mail, ...others] = await readOutbox(held.db);
			expect(others).toEqual([]);
			await unguarded(held.db).updateTable('mail').set({ state: 'sent' }).execute();
			const { method, event } = calendarOf(mail);
			const { uid, sequence } = event;
			const partstat = event.attendees[0]?.getParameter('partstat');
			const start = event.startDate.toJSDate().toISOString();
			return { mail, uid, told: { subject: mail?.subject, method, sequence, partstat, start } };
		};
		await answer('yes');
		const first = await next();
		await answer('maybe');
		const second = await next();
		await makeItem(held.db, {
			editionId: edition.id,
			startsAt: '2027-05-24T06:30:00.000Z',
			endsAt: '2027-05-24T14:00:00.000Z'
		});
		await publishAndFollow(edition.id, by);
		const third = await next();
		await answer('no');
		const last = await next();
		const day = 'Evaluation conference, Monday 24 May 2027';
		expect([first, second, third, last].map(({ told }) => told)).toEqual([
			{
				subject: `You are coming: ${day}, 09:00–17:00`,
				method: 'REQUEST',
				sequence: 0,
				partstat: 'ACCEPTED',
				start: '2027-05-24T06:00:00.000Z'
			},
			{
				subject: `Maybe: ${day}, 09:00–17:00`,
				method: 'REQUEST',
				sequence: 1,
				partstat: 'TENTATIVE',
				start: '2027-05-24T06:00:00.000Z'
			},
			{
				subject: `Changed: ${day}, 09:30–17:00`,
				method: 'REQUEST',
				sequence: 2,
				partstat: 'TENTATIVE',
				start: '2027-05-24T06:30:00.000Z'
			},
			{
				subject: 'Taken out of your calendar: Evaluation conference',
				method: 'CANCEL',
				sequence: 3,
				partstat: 'TENTATIVE',
				start: '2027-05-24T06:30:00.000Z'
			}
		]);
		expect(new Set([first, second, third, last].map(({ uid }) => uid)).size).toBe(1);
		for (const { mail } of [second, third, last]) {
			expect(mail?.inReplyTo).toBe(first.mail?.messageId);
		}
		expect(new Set([first, second, third, last].map(({ mail }) => mail?.messageId)).size).toBe(4);
	});

	it('tells nobody of a change or a withdrawal of what never left', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const answer = (word: 'yes' | 'no') =>
			answerAndFollow({ ...said, guestId: guest.id, answer: word });
		await answer('yes');
		await makeItem(held.db, {
			editionId: edition.id,
			startsAt: '2027-05-24T06:30:00.000Z',
			endsAt: '2027-05-24T14:00:00.000Z'
		});
		await publishAndFollow(edition.id, by);
		const [first, ...others] = await readOutbox(held.db);
		expect(others).toEqual([]);
		expect(first?.subject).toBe(
			'You are coming: Evaluation conference, Monday 24 May 2027, 09:30–17:00'
		);
		expect(calendarOf(first).event.sequence).toBe(1);
		await answer('no');
		expect(await readOutbox(held.db)).toEqual([]);
		await answer('yes');
		const [again] = await readOutbox(held.db);
		expect(calendarOf(again).event.sequence).toBe(3);
		expect(again?.subject).toBe(first?.subject);
	});

	it('composed twice is the same entry, byte for byte', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		await answerAndFollow({ ...said, guestId: guest.id, answer: 'yes' });
		const [once] = await readOutbox(held.db);
		const [twice] = await readOutbox(held.db);
		expect(calendarOf(twice).text).toBe(calendarOf(once).text);
		expect(twice?.messageId).toBe(once?.messageId);
	});

	it('to a speaker names the talk, its time and its room', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, role: 'speaker' });
		await makeTalkItem(held.db, {
			editionId: edition.id,
			speakerIds: [guest.personId],
			roomId: edition.rooms[0]?.id ?? null,
			startsAt: '2027-05-24T07:30:00.000Z',
			endsAt: '2027-05-24T08:00:00.000Z'
		});
		await publishAndFollow(edition.id, by);
		const [mail] = await readOutbox(held.db);
		expect(mail?.subject).toBe(
			'Your talk: Job shadowing in Malta, Monday 24 May 2027, 10:30–11:00'
		);
		const { event } = calendarOf(mail);
		expect(event.summary).toBe('Job shadowing in Malta');
		expect(event.location).toBe('Hall, Daugavpils tehnikums, Strādnieku iela 16, Daugavpils');
		expect(event.attendees[0]?.getParameter('partstat')).toBe('NEEDS-ACTION');
		expect(event.attendees[0]?.getParameter('rsvp')).toBe('TRUE');
	});

	it('brings the tickets of companions who were added later', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await answerAndFollow(answer);
		await unguarded(held.db).updateTable('mail').set({ state: 'sent' }).execute();
		const companions = [{ id: '', name: 'Ieva' }];
		await answerAndFollow({ ...answer, companions });
		await answerAndFollow({ ...answer, companions });
		const mails = await readOutbox(held.db);
		expect(mails.map(({ subject }) => subject)).toEqual([
			'Your 2 tickets: Evaluation conference, 24 May 2027'
		]);
		expect(mails[0]?.attachments.map(({ contentType }) => contentType)).toEqual([
			'image/png',
			'image/png'
		]);
		await makeAnswer(held.db, { guestId: guest.id, answer: 'no', at: '2027-03-02T08:00:00.000Z' });
		expect(await readOutbox(held.db)).toEqual([]);
	});

	it('does not leave any more once what it is about is over', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await answerAndFollow(answer);
		const lastMoment = '2027-05-24T13:59:59.999Z';
		const over = '2027-05-24T14:00:00.000Z';
		const leaving = async (at: string) => {
			vi.setSystemTime(at);
			return (await readOutbox(held.db)).length;
		};
		expect([await leaving(lastMoment), await leaving(over)]).toEqual([1, 0]);
		await unguarded(held.db).updateTable('mail').set({ state: 'sent' }).execute();
		await answerAndFollow({ ...answer, companions: [{ id: '', name: 'Ieva' }] });
		expect([await leaving(lastMoment), await leaving('2028-03-01T08:00:00.000Z')]).toEqual([1, 0]);
	});

	it('brings the tickets of companions in the language that was chosen with them', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await answerAndFollow(answer);
		await unguarded(held.db).updateTable('mail').set({ state: 'sent' }).execute();
		const companions = [{ id: '', name: 'Ieva' }];
		await answerAndFollow({ ...answer, companions, language: 'lv' });
		expect((await readOutbox(held.db)).map(({ subject }) => subject)).toEqual([
			'Jūsu 2 biļetes: Izvērtēšanas konference, 2027. gada 24. maijs'
		]);
	});

	it('brings the tickets with the first day that is not over', async () => {
		const edition = await makeEdition(held.db, {
			days: [{ dayOn: '2027-05-24' }, { dayOn: '2027-05-25' }]
		});
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const evening = '2027-05-24T18:00:00.000Z';
		await answerAndFollow({ ...said, guestId: guest.id, answer: 'yes', now: evening });
		const [mail, ...others] = await readOutbox(held.db);
		expect(others).toEqual([]);
		expect(mail?.subject).toBe(
			'You are coming: Evaluation conference, Tuesday 25 May 2027, 09:00–17:00'
		);
		expect(mail?.attachments.filter(({ cid }) => cid).map(({ cid }) => cid)).toEqual([
			'ticket-1@saiets'
		]);
	});

	it('brings the tickets alone when nothing is left to put into the calendar', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		await makeItem(held.db, {
			editionId: edition.id,
			startsAt: '2027-05-24T06:30:00.000Z',
			endsAt: '2027-05-24T09:00:00.000Z'
		});
		await publishAndFollow(edition.id, by);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const noon = '2027-05-24T09:00:00.000Z';
		await answerAndFollow({ ...said, guestId: guest.id, answer: 'yes', now: noon });
		expect((await readOutbox(held.db)).map(({ subject }) => subject)).toEqual([
			'Your ticket: Evaluation conference, 24 May 2027'
		]);
	});

	it('does not come for another language alone; the next change speaks it', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await answerAndFollow(answer);
		await unguarded(held.db).updateTable('mail').set({ state: 'sent' }).execute();
		await answerAndFollow({ ...answer, language: 'lv' });
		expect(await readOutbox(held.db)).toEqual([]);
		await changeEdition(held.db, { editionId: edition.id, venueName: 'Citur', by, now });
		await sendCalendarsNow(held.db, { editionId: edition.id, by, now });
		await followCalendars(held.db, now);
		const [mail] = await readOutbox(held.db);
		expect(mail?.subject).toBe(
			'Izmaiņas: Izvērtēšanas konference, pirmdiena, 2027. gada 24. maijs, 09:00–17:00'
		);
		expect(calendarOf(mail).event.summary).toBe('Izvērtēšanas konference');
	});
});
