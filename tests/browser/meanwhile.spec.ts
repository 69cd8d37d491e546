import type { Page } from '@playwright/test';
import { dayAfter } from '#lib/platform/clock.ts';
import { formatDay, formatDayLong } from '#lib/platform/format.ts';
import { expect, test } from './fixtures.ts';
import { fill, press } from './hands.ts';
import { findExamples } from './places.ts';
import { runCommand, sampleOrganiser, signIn, signedInAs, signInLink } from './visitors.ts';
import { say } from './words.ts';

const colleague = 'janis.berzins@ezermala.example';

for (const script of [true, false]) {
	test(`who decides about what a colleague has changed meanwhile is told of it, ${script ? 'with' : 'without'} script`, async ({
		browser,
		conference: { app }
	}) => {
		const edition = `${app.origin}/en/organise/${findExamples(app).edition}`;
		await runCommand(app, 'organiser', 'add', colleague);
		const organiser = await browser.newContext({ javaScriptEnabled: script });
		await signIn(organiser, await signInLink(app, sampleOrganiser));
		const own = await organiser.newPage();
		const others = await (await signedInAs(browser, app, colleague)).newPage();
		const title = `Bread, ${script ? 'with' : 'without'} script`;

		await own.goto(`${edition}/agenda`);
		await fill(own, { kind: 'break', 'title.en': title });
		await press(own, 'agenda.add-button');
		await own.waitForURL(/\/agenda\/[0-9a-f-]{36}$/);
		const address = own.url();

		await test.step('one moves it, the other sees who, when and where, and decides', async () => {
			await place(others, address, '08:15');
			await fill(own, { starts: '08:45', minutes: '10' });
			await press(own, 'agenda.place-button');
			await expect(own.getByText(say('agenda.refused-changed-meanwhile'))).toBeVisible();
			const day = await own.locator('[name=day]').inputValue();
			const when = `${formatDay(day, 'en')}, 08:15`;
			const room = say('agenda.no-room');
			const told = say('agenda.moved-meanwhile', { name: colleague, when, room });
			await expect(own.getByText(told)).toBeVisible();
			await expect(own.locator('[name=starts]')).toHaveValue('08:45');
			await press(own, 'agenda.move-button');
			await expect(own.getByText(say('agenda.placed'))).toBeVisible();
		});

		await test.step('what would be published is looked at again, and is published then', async () => {
			await own.goto(`${edition}/agenda/publish`);
			await place(others, address, '08:25');
			const publish = own.getByRole('button', { name: /^Publish/ });
			await publish.click();
			await expect(own.getByText(say('agenda.refused-changed-meanwhile'))).toBeVisible();
			const listed = own.getByRole('listitem').filter({ hasText: title });
			await expect(listed.filter({ hasText: '08:25' })).toBeVisible();
			await publish.click();
			await own.waitForURL(/\/agenda$/);
		});

		await test.step('one takes its place away, the other learns that before removing it', async () => {
			await own.goto(address);
			await others.goto(address);
			await press(others, 'agenda.unplace');
			await others.waitForURL(/\/agenda$/);
			await press(own, 'agenda.unplace');
			const told = say('agenda.unplaced-meanwhile', { name: colleague });
			await expect(own.getByText(told)).toBeVisible();
			await expect(own.getByRole('button', { name: say('agenda.unplace') })).toHaveCount(0);
		});

		await test.step('one removes it, the other learns by whom', async () => {
			await others.goto(address);
			await press(others, 'agenda.remove');
			await press(others.getByRole('dialog'), 'agenda.remove');
			await others.waitForURL(/\/agenda$/);
			await fill(own, { starts: '08:45', minutes: '10' });
			await press(own, 'agenda.place-button');
			const told = say('agenda.removed-meanwhile', { name: colleague, title });
			await expect(own.getByText(told)).toBeVisible();
			expect(new URL(own.url()).pathname).toMatch(/\/agenda$/);
		});

		await test.step('one takes a talk off, the other learns by whom and places it again', async () => {
			const talk = `${edition}/agenda/${findExamples(app).placedTalk}`;
			await own.goto(talk);
			const called = await own.getByRole('heading', { level: 1 }).innerText();
			await others.goto(talk);
			await press(others, 'agenda.remove');
			await press(others.getByRole('dialog'), 'agenda.remove');
			await others.waitForURL(/\/agenda$/);
			await fill(own, { starts: '07:38', minutes: '22', room: '' });
			await press(own, 'agenda.move-button');
			const told = say('agenda.removed-meanwhile', { name: colleague, title: called });
			await expect(own.getByText(told)).toBeVisible();
			await press(own, 'agenda.place-button');
			await own.waitForURL(/\/agenda$/);
			const line = own.getByRole('row').filter({ hasText: called });
			await expect(line.filter({ hasText: '07:38–08:00' })).toBeVisible();
		});
		await organiser.close();
		await others.context().close();
	});
}

test('an item stays on a day that left the settings until another is chosen', async ({
	browser,
	conference: { app }
}) => {
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const page = await organiser.newPage();
	const edition = `${app.origin}/en/organise/${findExamples(app).edition}`;
	await page.goto(`${edition}/agenda/${findExamples(app).item}`);
	const day = await page.locator('[name=day]').inputValue();
	const moveConference = async (to: string) => {
		await page.goto(`${edition}/settings`);
		await fill(page, { 'days.0.dayOn': to });
		await press(page, 'form.save');
		await expect(page.getByText(say('conference.saved')).first()).toBeVisible();
	};
	await moveConference('2031-05-24');
	await page.goto(`${edition}/agenda/${findExamples(app).item}`);
	const days = page.locator('[name=day]');
	await expect(days).toHaveValue(day);
	const former = say('agenda.former-day', { day: formatDayLong(day, 'en') });
	await expect(days.locator('option', { hasText: former })).toHaveCount(1);
	await moveConference(day);
	await organiser.close();
});

test('what another organiser saved in the settings stands in words beside what was typed', async ({
	browser,
	conference: { app }
}) => {
	await runCommand(app, 'organiser', 'add', colleague);
	const own = await (await signedInAs(browser, app, sampleOrganiser)).newPage();
	const others = await (await signedInAs(browser, app, colleague)).newPage();
	const settings = `${app.origin}/en/organise/${findExamples(app).edition}/settings`;
	await own.goto(settings);
	const before = await own.locator('[name="answersDue.on"]').inputValue();
	const later = dayAfter(before, 1);
	await others.goto(settings);
	await fill(others, { 'answersDue.on': later });
	await press(others, 'form.save');
	await expect(others.getByText(say('conference.saved')).first()).toBeVisible();
	await press(own, 'form.save');
	const row = own.getByRole('row').filter({ hasText: say('conference.field-answersDue') });
	const time = await own.locator('[name="answersDue.time"]').inputValue();
	await expect(row.getByRole('cell')).toHaveText([
		`${formatDay(later, 'en')}, ${time}`,
		`${formatDay(before, 'en')}, ${time}`
	]);
	await press(own, 'form.save');
	await expect(own.getByText(say('conference.saved')).first()).toBeVisible();
	await expect(own.locator('[name="answersDue.on"]')).toHaveValue(before);
	await own.context().close();
	await others.context().close();
});

/** Gives an item ten minutes from a time on, in no room. */
async function place(page: Page, address: string, starts: string): Promise<void> {
	await page.goto(address);
	await fill(page, { starts, minutes: '10', room: '' });
	await page.locator('form[action="?/place"] button').first().click();
	await page.waitForURL(/\/agenda$/);
}
