import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { fill } from './hands.ts';
import { findExamples } from './places.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';

test('what was typed before a page’s scripts came stays as it was typed', async ({
	browser,
	conference: { app }
}) => {
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const page = await organiser.newPage();
	const { edition, project } = findExamples(app);
	const organise = `${app.origin}/lv/organise/${edition}`;

	const guest = {
		name: 'Līga Liepiņa',
		email: 'liga.liepina@ezermala.example',
		language: 'en',
		country: 'FI'
	};
	const bringGuestsScripts = await openWithoutScripts(page, `${organise}/guests/new`);
	await fill(page, guest);
	await bringGuestsScripts();
	await expectTyped(page, guest);

	const bringProjectsScripts = await openWithoutScripts(page, `${organise}/projects/${project}`);
	const summary = await page.locator('[name="summary"]').inputValue();
	expect(summary).not.toEqual('');
	await fill(page, { acronym: 'TYPED' });
	await bringProjectsScripts();
	await expectTyped(page, { acronym: 'TYPED', summary });
	await organiser.close();
});

/** Opens a page whose scripts are long on their way; what it resolves to lets them come, and waits for them. */
async function openWithoutScripts(page: Page, address: string): Promise<() => Promise<void>> {
	const scripts = Promise.withResolvers<undefined>();
	const anyScript = '**/_app/immutable/**/*.js';
	await page.route(anyScript, async (route) => {
		await scripts.promise;
		await route.continue();
	});
	await page.goto(address, { waitUntil: 'commit' });
	return async () => {
		scripts.resolve(undefined);
		// SvelteKit puts its announcer in once the page is alive.
		await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
		await page.unroute(anyScript);
	};
}

async function expectTyped(page: Page, typed: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(typed)) {
		await expect(page.locator(`[name="${name}"]`)).toHaveValue(value);
	}
}
