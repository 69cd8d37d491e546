import type { Page } from '@playwright/test';
import { startApp, type RunningApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { Mailbox } from './mailbox.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { fill, press } from './hands.ts';
import { say } from './words.ts';

/** One conference from an empty folder to certificates in people's mailboxes, told in the order it happens. */
test.describe.configure({ mode: 'serial' });

let app: RunningApp;
let mailbox: Mailbox;
let organiser: Page;

/** The conference is today, so that the door can open and certificates can follow. */
const today = wallClockAt(new Date().toISOString(), 'Europe/Riga').day;

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
		timeZone: 'Europe/Riga'
	});
	await press(organiser, 'organise.make-edition');
	await expect(organiser).toHaveURL(/\/organise\/story/);
});

test('the first organiser’s link works once', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	await page.goto(await app.printed(/^ {2}(http\S+)$/m));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('people.link-used'));
});
