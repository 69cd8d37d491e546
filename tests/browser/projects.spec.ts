import { expect, test } from './fixtures.ts';
import { fill, press } from './hands.ts';
import { findExamples } from './places.ts';
import { runCommand, sampleOrganiser, signedInAs } from './visitors.ts';
import { say } from './words.ts';

test('what is typed about a project stays while a mobility is refused and added', async ({
	browser,
	conference: { app }
}) => {
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const page = await organiser.newPage();
	const { edition, project } = findExamples(app);
	await page.goto(`${app.origin}/en/organise/${edition}/projects/${project}`);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	const about = page.locator('#project');
	const mobilities = page.locator('#mobilities');
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
	await organiser.close();
});

test('rows and texts typed about a project stay while mobilities come and go, and what is typed of one while rows come', async ({
	browser,
	conference: { app }
}) => {
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const page = await organiser.newPage();
	const { edition, project } = findExamples(app);
	await page.goto(`${app.origin}/en/organise/${edition}/projects/${project}`);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	const about = page.locator('#project');
	const mobilities = page.locator('#mobilities');
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
	await organiser.close();
});

test('what a colleague saves while a project is written is shown before it can be overwritten, also after a mobility was added', async ({
	browser,
	conference: { app }
}) => {
	const colleague = 'janis.berzins@ezermala.example';
	await runCommand(app, 'organiser', 'add', colleague);
	const { edition, project } = findExamples(app);
	const address = `${app.origin}/en/organise/${edition}/projects/${project}`;
	const own = await (await signedInAs(browser, app, sampleOrganiser)).newPage();
	const others = await (await signedInAs(browser, app, colleague)).newPage();
	const about = own.locator('#project');
	const mobilities = own.locator('#mobilities');
	await own.goto(address);
	await own.locator('#svelte-announcer').waitFor({ state: 'attached' });
	await fill(about, { summary: 'Written by one.' });

	await others.goto(address);
	await fill(others.locator('#project'), { summary: 'Saved by the other.' });
	await press(others.locator('#project'), 'form.save');
	await expect(others.getByText(say('projects.saved')).first()).toBeVisible();

	await mobilities.locator('summary').click();
	await fill(mobilities, { name: 'Oskars Ozols', activity: 'course', country: 'FI' });
	await press(mobilities, 'projects.add-mobility');
	await expect(mobilities.getByRole('row').filter({ hasText: 'Oskars Ozols' })).toHaveCount(1);
	await press(about, 'form.save');
	await expect(about.getByText(say('form.changed-meanwhile'))).toBeVisible();
	await expect(about.getByRole('cell', { name: 'Saved by the other.' })).toBeVisible();
	await expect(about.getByRole('cell', { name: 'Written by one.' })).toBeVisible();
	await expect(about.locator('[name="summary"]')).toHaveValue('Written by one.');
	await own.context().close();
	await others.context().close();
});
