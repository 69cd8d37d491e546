import { expect, test } from './fixtures.ts';
import { fill } from './hands.ts';
import { findExamples } from './places.ts';
import { runCommand, signedIn } from './visitors.ts';

test('what was typed before a page’s scripts came stays as it was typed', async ({
	browser,
	conference: { app }
}) => {
	const link = (await runCommand(app, 'sign-in-link', 'anna.ozola@ezermala.example')).trim();
	const organiser = await signedIn(browser, link);
	const page = await organiser.newPage();
	const scripts = Promise.withResolvers<undefined>();
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await scripts.promise;
		await route.continue();
	});
	const { edition } = findExamples(app);
	const typed = {
		name: 'Līga Liepiņa',
		email: 'liga.liepina@ezermala.example',
		language: 'en',
		country: 'FI'
	};
	await page.goto(`${app.origin}/lv/organise/${edition}/guests/new`, { waitUntil: 'commit' });
	await fill(page, typed);
	scripts.resolve(undefined);
	// SvelteKit puts its announcer in once the page is alive.
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	for (const [name, value] of Object.entries(typed)) {
		await expect(page.locator(`[name="${name}"]`)).toHaveValue(value);
	}
	await organiser.close();
});
