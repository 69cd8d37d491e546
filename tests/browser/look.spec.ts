import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { addressOf, findExamples } from './places.ts';
import { signedIn } from './visitors.ts';
import { listRoutes } from './rights/routes.ts';

/** Pages that only act or lead on, or that a later story shows in the state that matters. */
const notLookedAt = ['/sign-out'];

interface Look {
	width: number;
	height: number;
	colorScheme: 'light' | 'dark';
	language: 'en' | 'lv';
}

const sizes = { phone: [360, 740], tablet: [820, 1180], desktop: [1440, 900] } as const;

/** Each page at each width, themes and languages shared out; LOOK=all makes it every combination. */
const looks: Look[] = Object.values(sizes).flatMap(([width, height], at) =>
	(['light', 'dark'] as const).flatMap((colorScheme, theme) =>
		(['en', 'lv'] as const).flatMap((language, tongue) =>
			process.env['LOOK'] === 'all' || ((at + theme) % 2 === 0 && (at + tongue) % 2 === 1)
				? [{ width, height, colorScheme, language }]
				: []
		)
	)
);

const pages = listRoutes()
	.filter((route) => route.startsWith('GET '))
	.map((route) => route.slice('GET '.length))
	.filter((path) => !/\.(csv|ics|json|pdf)$|^\/(healthz|readyz|metrics)$/.test(path))
	.filter((path) => !notLookedAt.includes(path));

async function widerThanTheScreen(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const room = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= room) return [];
		return [...document.querySelectorAll('body *')]
			.filter((element) => element.getBoundingClientRect().right > room + 1)
			.slice(0, 5)
			.map((element) => element.outerHTML.slice(0, 120));
	});
}

test.describe('every page', () => {
	test('is accessible and fits its screen, at each width, in both themes and languages', async ({
		browser,
		conference: { app, links }
	}) => {
		test.setTimeout(900_000);
		const example = findExamples(app);
		const found: string[] = [];
		const pictures = process.env['LOOK_AT'];
		if (pictures) await mkdir(pictures, { recursive: true });
		const organiser = await signedIn(browser, links.organiser);
		const state = await organiser.storageState();
		await organiser.close();

		for (const look of looks) {
			const { width, height, colorScheme, language } = look;
			const options = { viewport: { width, height }, colorScheme };
			const context = await browser.newContext({ ...options, storageState: state });
			const page = await context.newPage();
			for (const route of pages) {
				const path = addressOf(route, example);
				const where = `${route} ${width} ${colorScheme} ${language}`;
				const response = await page.goto(`${app.origin}/${language}${path}`);
				if ((response?.status() ?? 0) >= 500) found.push(`${where}: ${response?.status()}`);
				for (const element of await widerThanTheScreen(page)) {
					found.push(`${where}: too wide: ${element}`);
				}
				const { violations } = await new AxeBuilder({ page })
					.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
					.analyze();
				for (const { id, nodes } of violations) {
					found.push(`${where}: ${id}: ${nodes[0]?.html.slice(0, 160)}`);
				}
				if (pictures) {
					const name = `${route.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}-${width}-${colorScheme}-${language}`;
					await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
				}
			}
			await context.close();
		}
		expect(found).toEqual([]);
	});
});
