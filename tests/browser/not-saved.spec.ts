import { expect, test } from './fixtures.ts';
import { findExamples } from './places.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';

test('what could not be saved stays as it was typed, and can be sent again', async ({
	browser,
	conference: { app }
}) => {
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const page = await organiser.newPage();
	await page.goto(`${app.origin}/en/organise/${findExamples(app).edition}/settings`);
	const theme = page.locator('[name="theme.en"]');
	await theme.fill('What stays');
	const alert = page.getByRole('alert').filter({ hasText: 'may not have been saved' });
	const save = page.getByRole('button', { name: 'Save', exact: true });

	await page.route('**/settings**', (route) => route.abort());
	await save.click();
	await expect(alert).toBeInViewport();
	await expect(theme).toHaveValue('What stays');
	await page.unroute('**/settings**');

	await page.route('**/settings**', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
	await save.click();
	await expect(alert).toBeInViewport();
	await expect(theme).toHaveValue('What stays');
	await page.unroute('**/settings**');

	await save.click();
	await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
	await expect(alert).toBeHidden();
	await page.reload();
	await expect(theme).toHaveValue('What stays');
	await organiser.close();
});
