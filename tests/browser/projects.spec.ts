import type { Browser } from '@playwright/test';
import type { RunningApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { fill, press } from './hands.ts';
import { findExamples } from './places.ts';
import { runCommand, sampleOrganiser, signedInAs } from './visitors.ts';
import { say } from './words.ts';

/** The page of a project as an organiser has it open, with its two forms. */
async function openProject(browser: Browser, app: RunningApp, email: string) {
	const page = await (await signedInAs(browser, app, email)).newPage();
	const { edition, project } = findExamples(app);
	await page.goto(`${app.origin}/en/organise/${edition}/projects/${project}`);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	return { page, about: page.locator('#project'), mobilities: page.locator('#mobilities') };
}

test('what is typed about a project stays while a mobility is refused and added', async ({
	browser,
	conference: { app }
}) => {
	const { page, about, mobilities } = await openProject(browser, app, sampleOrganiser);
	await fill(about, { summary: 'Not saved yet.' });

	await mobilities.locator('summary').click();
	await fill(mobilities, { name: 'Līga Liepiņa' });
	await press(mobilities, 'projects.add-mobility');
	await expect(mobilities.getByText(say('form.choose')).first()).toBeVisible();
	await expect(about.locator('[name="summary"]')).toHaveValue('Not saved yet.');

	await fill(mobilities, { activity: 'course', country: 'FI' });
	await press(mobilities, 'projects.add-mobility');
	await expect(
		page.getByText(say('projects.mobility-added', { name: 'Līga Liepiņa' })).first()
	).toBeVisible();
	await expect(about.locator('[name="summary"]')).toHaveValue('Not saved yet.');
	await page.context().close();
});

test('rows and texts typed about a project stay while mobilities come and go, and what is typed of one while rows come', async ({
	browser,
	conference: { app }
}) => {
	const { page, about, mobilities } = await openProject(browser, app, sampleOrganiser);
	const partners = about.locator('fieldset.partner');
	const before = await partners.count();
	await press(about, 'projects.add-partner');
	await expect(partners).toHaveCount(before + 1);
	const partner = partners.last().locator('input');
	await partner.fill('Not saved yet');
	await fill(about, { summary: 'Nor is this.' });
	const expectTyped = async () => {
		await expect(partner).toHaveValue('Not saved yet');
		await expect(about.locator('[name="summary"]')).toHaveValue('Nor is this.');
	};

	await mobilities.locator('summary').click();
	await fill(mobilities, { name: 'Pēteris Priede' });
	await press(mobilities, 'projects.add-mobility');
	await expect(mobilities.getByText(say('form.choose')).first()).toBeVisible();
	await expectTyped();

	await fill(mobilities, { activity: 'course', country: 'FI' });
	await press(mobilities, 'projects.add-mobility');
	const added = mobilities.getByRole('row').filter({ hasText: 'Pēteris Priede' });
	await expect(added).toHaveCount(1);
	await expectTyped();

	await press(added, 'projects.remove');
	await press(page.getByRole('dialog'), 'projects.remove');
	await expect(added).toHaveCount(0);
	await expectTyped();

	await fill(mobilities, { name: 'Anna Apse' });
	await press(about, 'projects.add-partner');
	await expect(partners).toHaveCount(before + 2);
	await expect(partners.nth(before).locator('input')).toHaveValue('Not saved yet');
	await expect(mobilities.locator('[name="name"]')).toHaveValue('Anna Apse');
	await page.context().close();
});

test('what a colleague saves while a project is written is shown before it can be overwritten, also after a mobility was added', async ({
	browser,
	conference: { app }
}) => {
	const colleague = 'janis.berzins@ezermala.example';
	await runCommand(app, 'organiser', 'add', colleague);
	const { page, about, mobilities } = await openProject(browser, app, sampleOrganiser);
	await fill(about, { summary: 'Written by one.' });

	const other = await openProject(browser, app, colleague);
	await fill(other.about, { summary: 'Saved by the other.' });
	await press(other.about, 'form.save');
	await expect(other.page.getByText(say('projects.saved')).first()).toBeVisible();

	await mobilities.locator('summary').click();
	await fill(mobilities, { name: 'Oskars Ozols', activity: 'course', country: 'FI' });
	await press(mobilities, 'projects.add-mobility');
	await expect(mobilities.getByRole('row').filter({ hasText: 'Oskars Ozols' })).toHaveCount(1);
	await press(about, 'form.save');
	await expect(about.getByText(say('form.changed-meanwhile'))).toBeVisible();
	await expect(about.getByRole('cell', { name: 'Saved by the other.' })).toBeVisible();
	await expect(about.getByRole('cell', { name: 'Written by one.' })).toBeVisible();
	await expect(about.locator('[name="summary"]')).toHaveValue('Written by one.');
	await page.context().close();
	await other.page.context().close();
});
