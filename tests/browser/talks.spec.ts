import SQLite from 'better-sqlite3';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { readLinks, startApp, type RunningApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { fill, press } from './hands.ts';
import { findExamples } from './places.ts';
import { sampleOrganiser, signIn, signInLink } from './visitors.ts';
import { say } from './words.ts';

const typed = {
	title: 'One chair, four countries',
	abstract: 'Four classes built one chair.\nIt still stands.'
};
let app: RunningApp;
let teacher: Page;

test.beforeAll(async ({ browser }) => {
	app = await startApp('demo', { engine: 'sqlite' });
	teacher = await withoutScripts(browser, (await readLinks(app)).teacher);
});
test.afterAll(() => app.stop());
test.beforeEach(() => setDeadline('2099-05-10T20:59:00.000Z'));

async function withoutScripts(browser: Browser, link: string): Promise<Page> {
	const context = await browser.newContext({ javaScriptEnabled: false });
	await signIn(context, link);
	return context.newPage();
}

/** The deadline of every call, set beside the running server: none waits for a real one. */
function setDeadline(instant: string): void {
	write('update edition set talks_due_at = ?', instant);
}

function write(statement: string, ...values: string[]): void {
	const db = new SQLite(join(app.dataDir, 'saiets.sqlite'), { timeout: 5_000 });
	db.prepare(statement).run(...values);
	db.close();
}

async function expectTyped(page: Page, values: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		await expect(page.locator(`form [name="${name}"]:not([type=hidden])`)).toHaveValue(value);
	}
}

test('a talk that is typed while the deadline passes is told so, kept, and can be saved as a draft', async () => {
	await teacher.goto(`${app.origin}/talks/new`);
	await fill(teacher, typed);
	setDeadline('2020-01-01T00:00:00.000Z');
	await press(teacher, 'talks.submit');

	await expect(teacher.getByText(say('talks.refused-too-late'))).toBeVisible();
	await expectTyped(teacher, typed);
	await press(teacher, 'talks.save-draft');
	await expect(teacher.getByText(say('talks.is-saved'))).toBeVisible();
	await expect(teacher.getByText(say('talks.next.too-late'))).toBeVisible();
});

test('what was typed while the organisers decided is shown again, with the reason', async ({
	browser
}) => {
	await teacher.goto(`${app.origin}/talks/new`);
	await fill(teacher, typed);
	await press(teacher, 'talks.submit');
	await expect(teacher.getByText(say('talks.is-submitted'))).toBeVisible();
	const id = new URL(teacher.url()).pathname.split('/').at(-1) ?? '';
	const better = 'Five classes built one chair.';
	await fill(teacher, { abstract: better });

	const organiser = await withoutScripts(browser, await signInLink(app, sampleOrganiser));
	await organiser.goto(`${app.origin}/organise/${findExamples(app)['edition']}/talks/${id}`);
	await press(organiser, 'talks.accept');
	await expect(organiser.getByText(say('talks.accepted-one'))).toBeVisible();
	await organiser.context().close();

	await press(teacher, 'talks.save-changes');
	await expect(teacher.getByText(say('talks.refused-decided'))).toBeVisible();
	const unsaved = teacher.getByText(say('talks.could-not-be-saved')).locator('..');
	await expect(unsaved.getByText(better)).toBeVisible();
	await expect(unsaved.getByText(typed.title)).toHaveCount(0);
	await expect(teacher.getByText(say('talks.state-accepted')).first()).toBeVisible();
});

test('an organiser’s note to a talk that its author withdraws meanwhile is shown again', async ({
	browser
}) => {
	await teacher.goto(`${app.origin}/talks/new`);
	await fill(teacher, typed);
	await press(teacher, 'talks.submit');
	const path = new URL(teacher.url()).pathname;
	const organiser = await withoutScripts(browser, await signInLink(app, sampleOrganiser));
	await organiser.goto(`${app.origin}/organise/${findExamples(app)['edition']}${path}`);
	await fill(organiser, { note: 'The day is full, sadly.' });

	await teacher
		.getByRole('button', { name: say('talks.withdraw') })
		.first()
		.click();
	await teacher
		.getByRole('dialog')
		.getByRole('button', { name: say('talks.withdraw') })
		.click();
	await expect(teacher.getByText(say('talks.is-withdrawn'))).toBeVisible();

	await press(organiser, 'talks.decline');
	await expect(organiser.getByText(say('talks.decided-meanwhile'))).toBeVisible();
	const unsaved = organiser.getByText(say('talks.could-not-be-saved')).locator('..');
	await expect(unsaved.getByText('The day is full, sadly.')).toBeVisible();
	await organiser.context().close();
});

test('whom a co-speaker’s address belongs to stands nowhere before the talk is accepted', async () => {
	const [typedSpeaker, name] = ['A. O. <anna.ozola@ezermala.example>', 'Anna Ozola'];
	await teacher.goto(`${app.origin}/talks/new`);
	await fill(teacher, { ...typed, coSpeakers: typedSpeaker });
	await press(teacher, 'talks.save-draft');
	await expectTyped(teacher, { coSpeakers: typedSpeaker });
	for (const place of [teacher.url(), `${teacher.url()}/__data.json`]) {
		const text = await (await teacher.request.get(place)).text();
		expect(text).toContain('anna.ozola@ezermala.example');
		expect(text).not.toContain(name);
	}
});

test('a login that ends while a talk is typed costs no word: the page says to go back, and it is there', async () => {
	await teacher.goto(`${app.origin}/talks/new`);
	await fill(teacher, typed);
	const elsewhere = await teacher.context().newPage();
	await elsewhere.goto(`${app.origin}/sign-out`);
	await press(elsewhere, 'people.sign-out');
	await press(teacher, 'talks.submit');
	await expect(teacher.getByText(say('ui.error.signed-out.text'))).toBeVisible();
	await teacher.goBack();
	await expectTyped(teacher, typed);
});
