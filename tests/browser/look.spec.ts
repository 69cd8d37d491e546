import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { addressOf, findExamples, type Example } from './places.ts';
import { listRoutes } from './rights/routes.ts';
import { makeCertificate, makeEmptyEdition } from './scene.ts';
import { paired, sampleOrganiser, signedInAs, signInLink } from './visitors.ts';

/**
 * Pages in a browser: axe finds nothing, and nothing is wider than the screen. `npm test` sees once each page that
 * others than organisers read, the looks shared out among them; LOOK=all (`npm run look`) sees every page in every look,
 * which takes half an hour. LOOK_AT=folder keeps the pictures.
 */
const everyLook = process.env['LOOK'] === 'all';
const pictures = process.env['LOOK_AT'];

const sizes = { phone: [360, 740], tablet: [820, 1180], desktop: [1440, 900] } as const;
const looks = Object.values(sizes).flatMap(([width, height]) =>
	(['light', 'dark'] as const).flatMap((colorScheme) =>
		(['en', 'lv'] as const).map((language) => ({ width, height, colorScheme, language }))
	)
);

type Visitor = 'nobody' | 'teacher' | 'organiser' | 'door';

interface Place {
	/** What the picture is called. */
	name: string;
	route: string;
	visitor: Visitor;
	/** What stands in the route's brackets, where it is not the usual. */
	example?: (all: Example) => Example;
	/** What it answers, where it is not 200. */
	status?: number;
}

/** Who usually reads a page. */
function readerOf(route: string): Visitor {
	if (route.startsWith('/organise')) return 'organiser';
	if (route.startsWith('/talks') || route === '/sign-out') return 'teacher';
	return route === '/door' ? 'door' : 'nobody';
}

const nameOf = (route: string) => route.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home';

const preview = '/organise/[edition]/mail/[id]/preview';
const unsubscribe = '/rsvp/[token]/unsubscribe';
const signingIn = '/sign-in/[token]';

const pages = listRoutes()
	.filter((route) => route.startsWith('GET '))
	.map((route) => route.slice('GET '.length))
	.filter((path) => !/\.(csv|ics|json|pdf)$|^\/(healthz|readyz|metrics)$|\/file$/.test(path))
	.filter((path) => !['/door/list', '/door/scans', unsubscribe].includes(path));

const places: Place[] = [
	...pages.map((route) => ({ name: nameOf(route), route, visitor: readerOf(route) })),
	// A conference in which nothing has happened yet.
	...pages
		.filter((route) => /\[edition\]/.test(route) && !/\[(item|id|project)\]/.test(route))
		.map((route) => ({
			name: `${nameOf(route)}-empty`,
			route,
			visitor: readerOf(route),
			example: (all: Example) => ({ edition: all['emptyEdition'] ?? '' })
		})),
	{
		name: 'rsvp-question',
		route: '/rsvp/[token]',
		visitor: 'nobody',
		example: (all) => ({ rsvp: all['openToken'] ?? '' })
	},
	{
		name: 'rsvp-declined',
		route: '/rsvp/[token]',
		visitor: 'nobody',
		example: (all) => ({ rsvp: all['declinedToken'] ?? '' })
	},
	{
		name: 'rsvp-forged',
		route: '/rsvp/[token]',
		visitor: 'nobody',
		example: (all) => ({ rsvp: all['forgedToken'] ?? '' }),
		status: 404
	},
	{
		name: 'unsubscribe',
		route: unsubscribe,
		visitor: 'nobody',
		example: (all) => ({ rsvp: all['stopToken'] ?? '' })
	},
	{ name: 'door-unpaired', route: '/door', visitor: 'nobody' },
	{ name: 'forbidden', route: '/organise', visitor: 'teacher', status: 403 },
	{ name: 'not-found', route: '/nowhere', visitor: 'nobody', status: 404 },
	{
		name: 'certificate-unknown',
		route: '/certificate/[code]',
		visitor: 'nobody',
		example: () => ({ certificate: 'AAAABBBBCCCCDDDD' }),
		status: 404
	}
];

const guestsPlaces = places.filter(({ visitor }) => visitor !== 'organiser');

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

/** That there is nothing, or nothing for this reader, a page itself says; the other is the test's own script. */
const expected = /status of 40[34]|^Blocked script execution in '[^']*\/preview'/;

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type State = NonNullable<BrowserContextOptions['storageState']>;
let example: Example;
let states: Record<Visitor, State | undefined>;

test.beforeAll(async ({ browser, conference: { app, links } }) => {
	example = findExamples(app);
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const teacher = await signedInAs(browser, app, 'janis.kalnins@ezermala.example');
	const door = await paired(browser, links.door);
	await makeCertificate(app, { door, organiser }, example);
	const emptyEdition = await makeEmptyEdition(app, organiser);
	example = { ...findExamples(app), emptyEdition };
	states = {
		nobody: undefined,
		organiser: await stateOf(organiser),
		teacher: await stateOf(teacher),
		door: await stateOf(door)
	};
	await Promise.all([organiser, teacher, door].map((context) => context.close()));
});

/** Who one is; not the message that the next page would have shown. */
async function stateOf(context: BrowserContext): Promise<State> {
	await context.clearCookies({ name: 'flash' });
	return context.storageState();
}

/** The pages by who reads them; a mail's preview for itself, since its policy allows no script and so no axe. */
function roundsThrough(chosen: Place[]) {
	const isPreview = ({ route }: Place) => route === preview;
	return [
		...(['nobody', 'teacher', 'organiser', 'door'] as const).map((visitor) => ({
			visitor,
			bypassCSP: false,
			visited: chosen.filter((place) => place.visitor === visitor && !isPreview(place))
		})),
		{ visitor: 'organiser' as const, bypassCSP: true, visited: chosen.filter(isPreview) }
	].filter(({ visited }) => visited.length > 0);
}

async function findings(
	browser: Browser,
	origin: string,
	{ width, height, colorScheme, language }: (typeof looks)[number],
	chosen: Place[]
): Promise<string[]> {
	const found: string[] = [];
	for (const { visitor, bypassCSP, visited } of roundsThrough(chosen)) {
		const context = await browser.newContext({
			viewport: { width, height },
			colorScheme,
			bypassCSP,
			...(states[visitor] && { storageState: states[visitor] })
		});
		const page = await context.newPage();
		let where = '';
		page.on('pageerror', ({ message }) => found.push(`${where}: ${message}`));
		page.on('console', (line) => {
			if (line.type() !== 'error' || expected.test(line.text())) return;
			found.push(`${where}: ${line.text()}`);
		});
		for (const place of visited) {
			where = `${place.name} ${width} ${colorScheme} ${language}`;
			const path = addressOf(place.route, { ...example, ...place.example?.(example) });
			const response = await page.goto(`${origin}/${language}${path}`);
			const status = response?.status();
			if (status !== (place.status ?? 200)) found.push(`${where}: answered ${status}`);
			for (const element of await widerThanTheScreen(page)) {
				found.push(`${where}: too wide: ${element}`);
			}
			if (place.name === 'door') await page.locator('main.tablet').waitFor();
			if (pictures) {
				const file = `${place.name}-${width}-${colorScheme}-${language}.png`;
				await page.screenshot({ path: `${pictures}/${file}`, fullPage: true });
			}
			// What stands in a frame is looked at by itself: in the frame it allows no script.
			await page.locator('iframe').evaluateAll((frames) => frames.forEach((one) => one.remove()));
			const { violations } = await new AxeBuilder({ page })
				// A mail is no page: what it is and where its content is, the reader's program says.
				.withTags(place.route === preview ? wcag : [...wcag, 'best-practice'])
				.analyze();
			for (const { id, nodes } of violations) {
				found.push(`${where}: ${id}: ${nodes[0]?.html.slice(0, 160)}`);
			}
		}
		await context.close();
	}
	return found;
}

for (const [at, look] of looks.entries()) {
	const { width, colorScheme, language } = look;
	const which = everyLook ? 'every page' : `every twelfth page for guests from the ${at + 1}.`;
	test(`${which} is accessible and fits its screen: ${width} px, ${colorScheme}, ${language}`, async ({
		browser,
		conference: { app }
	}) => {
		test.setTimeout(900_000);
		if (pictures) await mkdir(pictures, { recursive: true });
		const chosen = everyLook
			? places
			: guestsPlaces.filter((_, place) => place % looks.length === at);
		if (chosen.some(({ route }) => route === signingIn)) {
			// It works for a quarter of an hour, which is less than all looks take.
			example['sign-in'] = (await signInLink(app, sampleOrganiser)).split('/').at(-1) ?? '';
		}
		expect(await findings(browser, app.origin, look, chosen)).toEqual([]);
	});
}
