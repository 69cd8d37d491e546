import { expect, test } from './fixtures.ts';
import { fill, press } from './hands.ts';
import { findExamples } from './places.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';
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
