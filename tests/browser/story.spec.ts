import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import type { ParsedMail } from 'mailparser';
import { extractText, getDocumentProxy } from 'unpdf';
import { day, later } from '#lib/platform/clock.ts';
import { startApp, type RunningApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { linkIn, Mailbox } from './mailbox.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { scan } from './door.ts';
import { fill, press } from './hands.ts';
import { picture } from './pictures.ts';
import { say } from './words.ts';

/** One conference from an empty folder to certificates in people's mailboxes, told in the order it happens. */
test.describe.configure({ mode: 'serial' });

let app: RunningApp;
let mailbox: Mailbox;
let organiser: Page;
let teacher: Page;
let guest: Page;
let guestLink: string;
let tablet: Page;
/** The guest's entry as it was first sent. */
let first: { uid: string; ends: string };

const teacherEmail = 'janis.kalnins@school.example';
const guestEmail = 'liga.krumins2@lv.example';
const decliningEmail = 'ilze.vanags4@lv.example';
const talkTitle = 'Six schools, six small companies';

/** The conference is today, in a zone where today is far from over, so that the door can open and certificates follow. */
const timeZone = zoneByDay();
const today = wallClockAt(new Date().toISOString(), timeZone).day;
const tomorrow = later(`${today}T12:00:00.000Z`, day).slice(0, 10);

function zoneByDay(): string {
	const zones = [
		'Europe/Riga',
		'America/New_York',
		'Pacific/Honolulu',
		'Asia/Tokyo',
		'Pacific/Auckland'
	];
	const zone = zones.find((one) => {
		const hour = Number(wallClockAt(new Date().toISOString(), one).time.slice(0, 2));
		return hour >= 5 && hour < 16;
	});
	return zone ?? 'America/Los_Angeles';
}

test.beforeAll(async ({ engine }) => {
	mailbox = new Mailbox();
	app = await startApp('start', {
		engine,
		environment: {
			SMTP_URL: await mailbox.open(),
			MAIL_FROM: 'Conference <conference@school.example>'
		}
	});
});

test.afterAll(async () => {
	await app.stop();
	await mailbox.close();
});

test('a newcomer opens the printed link, is the first organiser and sets up an edition', async ({
	browser
}) => {
	const link = await app.printed(/^ {2}(http\S+)$/m);
	organiser = await (await browser.newContext()).newPage();
	await organiser.goto(link);
	await fill(organiser, { name: 'Anna Ozola', email: 'anna.ozola@school.example' });
	await press(organiser, 'people.first-start');
	await organiser.getByRole('link', { name: say('organise.start-empty-button') }).click();

	await fill(organiser, {
		'title.en': 'Evaluation conference',
		'title.lv': 'Izvērtēšanas konference',
		dayOn: today,
		slug: 'story',
		venueName: 'School by the lake',
		timeZone
	});
	await press(organiser, 'organise.make-edition');
	await expect(organiser).toHaveURL(/\/organise\/story\/settings/);
});

test('the first organiser’s link works once', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	await page.goto(await app.printed(/^ {2}(http\S+)$/m));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('people.link-used'));
});

test('the organiser gives it a theme, hours, rooms and a deadline', async () => {
	await fill(organiser, {
		'theme.en': 'What stays',
		'theme.lv': 'Kas paliek',
		venueAddress: 'Lake Street 12',
		'days.0.opens': '05:00',
		'days.0.closes': '23:00',
		'talksDue.on': tomorrow
	});
	for (const [at, name] of ['Hall', 'Library'].entries()) {
		await press(organiser, 'conference.add-room');
		await fill(organiser, { [`rooms.${at}.name`]: name, [`rooms.${at}.capacity`]: '40' });
	}
	await organiser
		.getByRole('button', { name: say('form.save'), exact: true })
		.last()
		.click();
	await expect(organiser.getByText(say('conference.saved'))).toBeVisible();
});

test('the organiser registers a project with its partners and countries', async () => {
	await organiser.goto(`${app.origin}/organise/story/projects/new`);
	await fill(organiser, {
		title: 'Social entrepreneurship at schools',
		acronym: 'SEM@SCHOOLS',
		programme: 'erasmus-plus',
		action: 'KA220-VET',
		code: '2025-1-LV01-KA220-VET-000012345'
	});
	await press(organiser, 'projects.make');
	await expect(organiser.getByRole('heading', { level: 1 })).toContainText('SEM@SCHOOLS');
});

test('a teacher signs in by a mailed link that works once, and registers a talk', async ({
	browser
}) => {
	teacher = await (await browser.newContext()).newPage();
	await teacher.goto(`${app.origin}/sign-in?returnTo=/talks`);
	await fill(teacher, { email: teacherEmail });
	await press(teacher, 'people.mail-me-a-link');
	const mail = await mailbox.newest(teacherEmail);
	const link = linkIn(mail, '/sign-in/');
	await teacher.goto(link);
	await press(teacher, 'people.confirm-button');
	await expect(teacher).toHaveURL(/\/talks/);

	const second = await (await browser.newContext()).newPage();
	await second.goto(link);
	await expect(second.getByRole('heading', { level: 1 })).toHaveText(say('people.link-used'));

	await teacher.goto(`${app.origin}/talks/new`);
	await fill(teacher, { name: 'Jānis Kalniņš' });
	await fill(teacher, {
		title: talkTitle,
		abstract: 'What learners of six schools founded, and what is still open.',
		minutes: '30',
		coSpeakers: 'Ελένη Παπαδοπούλου <eleni@lyceum.example>'
	});
	await press(teacher, 'talks.save-draft');
	await expect(teacher.getByText(say('talks.state-draft')).first()).toBeVisible();
	await press(teacher, 'talks.submit');
	await expect(teacher.getByText(say('talks.state-submitted')).first()).toBeVisible();
	const received = await mailbox.newest(
		teacherEmail,
		({ subject }) => subject?.includes(talkTitle) ?? false
	);
	expect(received.subject).toBe(say('talks.mail.received.subject', { title: talkTitle }));
});

test('the organiser accepts it with a note that is mailed to every speaker; the teacher confirms', async () => {
	await organiser.goto(`${app.origin}/organise/story/talks`);
	await organiser.getByRole('link', { name: talkTitle }).click();
	await fill(organiser, { note: 'Please bring the chair.' });
	await press(organiser, 'talks.accept');
	await expect(organiser.getByText(say('talks.accepted-one'))).toBeVisible();
	for (const address of [teacherEmail, 'eleni@lyceum.example']) {
		const mail = await mailbox.newest(address, ({ text }) => text?.includes('chair') ?? false);
		expect(mail.subject).toBe(say('talks.mail.accepted.subject', { title: talkTitle }));
	}
	await teacher.reload();
	await press(teacher, 'talks.confirm');
	await expect(teacher.getByText(say('talks.state-confirmed')).first()).toBeVisible();
});

test('the organiser places talk and break, is told of the clash in words, and publishes', async () => {
	await placeAt('16:00', 'Hall', () => press(organiser, 'agenda.place-it', { title: talkTitle }));
	await organiser.goto(`${app.origin}/organise/story/agenda`);
	await fill(organiser, { 'title.en': 'Coffee', 'title.lv': 'Kafija' });
	await press(organiser, 'agenda.add-button');
	await fill(organiser, { starts: '16:15', minutes: '30', room: 'Hall (40 seats)' });
	await press(organiser, 'agenda.place-button');
	await expect(organiser.getByText(say('agenda.refused-room-taken'))).toBeVisible();
	await fill(organiser, { starts: '16:30' });
	await press(organiser, 'agenda.place-button');
	await expect(organiser.getByText(say('agenda.placed'))).toBeVisible();
	await picture(organiser, 'agenda', [1200, 900]);
	await publish();
});

test('anyone reads the programme in English and Latvian, and subscribes to it', async ({
	browser
}) => {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await page.goto(`${app.origin}/story/programme`);
	await expect(page.getByRole('heading', { name: talkTitle })).toBeVisible();
	await picture(page, 'programme', [1200, 900]);
	await page.goto(`${app.origin}/lv/story/programme`);
	await expect(page.getByText('Kafija')).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'lv');

	const feed = await page.request.get(`${app.origin}/story/programme.ics`);
	const titles = new ICAL.Component(ICAL.parse(await feed.text()))
		.getAllSubcomponents('vevent')
		.map((event) => event.getFirstPropertyValue('summary'));
	expect(titles).toContain(talkTitle);
	const schedule = await page.request.get(`${app.origin}/story/programme.json`);
	expect(JSON.stringify(await schedule.json())).toContain(talkTitle);
});

test('the teacher sees when and where it is, and has it in their calendar', async () => {
	await teacher.goto(`${app.origin}/talks`);
	await expect(teacher.getByText(/16:00/).first()).toBeVisible();
	await expect(teacher.getByText(/Hall/).first()).toBeVisible();
	const { event } = await calendarMail(teacherEmail, ({ summary }) => summary.includes(talkTitle));
	expect(event.location).toContain('Hall');
});

test('the organiser imports the guest list after seeing what it will do, and invites everybody', async () => {
	await organiser.goto(`${app.origin}/organise/story/guests/import`);
	await organiser
		.locator('input[type=file]')
		.setInputFiles('tests/guests/samples/guests-excel-lv.csv');
	await press(organiser, 'guests.import-preview');
	await expect(
		organiser.getByText(say('guests.preview-create-title', { count: 60 }))
	).toBeVisible();
	await picture(organiser, 'import', [1200, 900]);
	await press(organiser, 'guests.import-button', { count: 60 });
	await expect(
		organiser.getByText(say('guests.imported', { created: 60, updated: 0 }))
	).toBeVisible();
	await organiser.goto(`${app.origin}/organise/story/invitations`);
	await organiser.getByRole('button', { name: /^Send \d+ invitations$/ }).click();
	const mail = await mailbox.newest(guestEmail);
	expect(mail.text).toContain('/rsvp/');
});

test('a guest answers on a phone without script: one tap, one confirmation', async ({
	browser
}) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 360, height: 740 }
	});
	guest = await context.newPage();
	guestLink = linkIn(await mailbox.newest(guestEmail), '/rsvp/').split('?')[0] ?? '';
	await guest.goto(`${app.origin}/en${new URL(guestLink).pathname}`);
	await picture(guest, 'answer');
	await guest.getByText(say('invitations.answer-yes')).click();
	await press(guest, 'invitations.rsvp-confirm');
	await expect(guest.getByRole('heading', { level: 1 })).toHaveText(
		say('invitations.rsvp-yes-title')
	);

	const { event, method, partstat } = await calendarMail(guestEmail);
	expect({ method, partstat, sequence: event.sequence }).toEqual({
		method: 'REQUEST',
		partstat: 'ACCEPTED',
		sequence: 0
	});
	first = { uid: event.uid, ends: event.endDate.toString() };

	await guest.getByText(say('invitations.details-companions'), { exact: true }).click();
	await fill(guest, { certificateName: 'Līga Krūmiņa-Šķēle', 'companions.0.name': 'Huw Llewelyn' });
	await guest.locator('form[action*="details"] button').last().click();
	await expect(guest.getByText('Huw Llewelyn').first()).toBeVisible();
	await picture(guest, 'ticket');
});

test('when the agenda is published again, the guest’s entry changes in place', async () => {
	await placeAt('18:00', 'Library', () =>
		organiser.getByRole('link', { name: `Change “${talkTitle}”` }).click()
	);
	await publish();
	const { event, method } = await calendarMail(guestEmail, ({ sequence }) => sequence === 1);
	expect(method).toBe('REQUEST');
	expect(event.uid).toBe(first.uid);
	expect(event.endDate.toString()).not.toBe(first.ends);
});

test('a no takes the entry out of the calendar, and a second yes brings the same one back', async () => {
	await guest.goto(guest.url());
	await guest.getByText(say('invitations.answer-no')).click();
	await press(guest, 'invitations.rsvp-change-button');
	const gone = await calendarMail(guestEmail, ({ sequence }) => sequence === 2);
	expect({ method: gone.method, uid: gone.event.uid }).toEqual({
		method: 'CANCEL',
		uid: first.uid
	});

	await guest.getByText(say('invitations.answer-yes')).click();
	await press(guest, 'invitations.rsvp-change-button');
	const back = await calendarMail(guestEmail, ({ sequence }) => sequence === 3);
	expect({ method: back.method, uid: back.event.uid }).toEqual({
		method: 'REQUEST',
		uid: first.uid
	});
});

test('another guest declines', async ({ browser }) => {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	const link = new URL(linkIn(await mailbox.newest(decliningEmail), '/rsvp/'));
	await page.goto(`${app.origin}/en${link.pathname}`);
	await page.getByText(say('invitations.answer-no')).click();
	await press(page, 'invitations.rsvp-confirm');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		say('invitations.rsvp-no-title')
	);
});

test('the tablet at the door is paired, lets guests in by name, and tells who is inside already', async ({
	browser
}) => {
	await organiser.goto(`${app.origin}/organise/story/door`);
	await press(organiser, 'door.desk.open');
	await fill(organiser, { deviceName: 'Tablet 1', gate: 'Main entrance' });
	await press(organiser, 'door.desk.pair');
	const code = (await organiser.locator('.letters').textContent()) ?? '';

	tablet = await (await browser.newContext({ viewport: { width: 820, height: 1180 } })).newPage();
	await tablet.goto(`${app.origin}/door`);
	await tablet.locator('[name=code]').fill(code);
	await press(tablet, 'door.pair.submit');

	await press(tablet, 'door.find.open');
	await tablet.locator('[name=wanted]').fill('krumins lig');
	await tablet.getByRole('button', { name: /Līga Krūmiņš/ }).click();
	await expect(tablet.getByText(say('door.result.welcome'))).toBeVisible();
	await picture(tablet, 'door');

	await press(tablet, 'door.find.open');
	await tablet.locator('[name=wanted]').fill('krumins lig');
	await tablet.getByRole('button', { name: /Līga Krūmiņš/ }).click();
	await expect(tablet.getByText(say('door.result.inside'))).toBeVisible();

	await press(tablet, 'door.walk-in.open');
	await fill(tablet, { name: 'Oskars Pēkšņais', email: 'oskars@school' });
	await press(tablet, 'door.walk-in.submit');
	await expect(tablet.getByText(say('form.email'))).toBeVisible();
	await fill(tablet, { email: 'oskars@walk-in.example' });
	await press(tablet, 'door.walk-in.submit');
	await expect(tablet.getByText('Oskars Pēkšņais').first()).toBeVisible();
});

test('it tells who is not on the list and who had declined, and a mistake is undone', async () => {
	await scan(tablet, 'NOBODYSTICKET000');
	await expect(tablet.getByText(say('door.result.unknown'))).toBeVisible();

	await press(tablet, 'door.find.open');
	await tablet.locator('[name=wanted]').fill('vanags ilz');
	await tablet.getByRole('button', { name: /Ilze Vanags/ }).click();
	await expect(tablet.getByText(say('door.result.declined'))).toBeVisible();
	await press(tablet, 'door.result.let-in-anyway');
	await expect(tablet.getByText(say('door.result.welcome'))).toBeVisible();
	await press(tablet, 'door.more.undo');
	await expect(tablet.getByText(say('door.result.undone'))).toBeVisible();

	await organiser.reload();
	const inside = organiser.getByRole('table', { name: say('door.inside-now') });
	await expect(inside.getByRole('rowheader')).toHaveCount(2);
	await expect(inside.getByRole('rowheader', { name: 'Ilze Vanags' })).toHaveCount(0);
});

test('certificates go to those who were there, and anyone can check one', async ({ browser }) => {
	await organiser.goto(`${app.origin}/organise/story/certificates`);
	await organiser.locator('input[type=checkbox]').first().check();
	await press(organiser, 'certificates.send', { count: 2 });
	const mail = await mailbox.newest(guestEmail, ({ attachments }) =>
		attachments.some(({ contentType }) => contentType === 'application/pdf')
	);
	const pdf = mail.attachments.find(({ contentType }) => contentType === 'application/pdf');
	const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf?.content ?? [])), {
		mergePages: true
	});
	expect(text).toContain('Līga Krūmiņa-Šķēle');
	await mailbox.newest('oskars@walk-in.example', ({ attachments }) => attachments.length > 0);

	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await page.goto(linkIn(mail, '/certificate/'));
	await expect(page.getByText('Līga Krūmiņa-Šķēle').first()).toBeVisible();
	await picture(page, 'certificate', [900, 900]);

	await organiser.reload();
	await expect(organiser.getByText('Līga Krūmiņa-Šķēle').first()).toBeVisible();
	await picture(organiser, 'certificates', [1200, 900]);
});

/** Places the talk that `choose` opens from the agenda page. */
async function placeAt(starts: string, room: string, choose: () => Promise<void>): Promise<void> {
	await organiser.goto(`${app.origin}/organise/story/agenda`);
	await choose();
	await fill(organiser, { starts, minutes: '30', room: `${room} (40 seats)` });
	await organiser.locator('form[action="?/place"] button').first().click();
	await expect(organiser.getByText(say('agenda.placed'))).toBeVisible();
}

async function publish(): Promise<void> {
	await press(organiser, 'agenda.to-publish');
	await organiser.getByRole('button', { name: /^Publish/ }).click();
	await expect(organiser.getByText(/^Version \d+ is published/)).toBeVisible();
	// Nobody wants to wait two minutes in a test.
	await press(organiser, 'organise.calendars-send-now');
}

/** The newest mail to an address that carries a calendar entry which fits, read by a calendar library that is not ours. */
async function calendarMail(address: string, fits: (event: ICAL.Event) => boolean = () => true) {
	const read = (mail: ParsedMail) => {
		const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
		if (!part) return undefined;
		const calendar = new ICAL.Component(ICAL.parse(part.content.toString()));
		const component = calendar.getFirstSubcomponent('vevent');
		return component
			? {
					method: String(calendar.getFirstPropertyValue('method')),
					event: new ICAL.Event(component),
					partstat: component.getFirstProperty('attendee')?.getFirstParameter('partstat')
				}
			: undefined;
	};
	const mail = await mailbox.newest(address, (one) => {
		const entry = read(one);
		return entry !== undefined && fits(entry.event);
	});
	const entry = read(mail);
	if (!entry) throw new Error('the entry went missing');
	return entry;
}
