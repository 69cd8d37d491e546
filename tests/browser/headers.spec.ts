import type { APIRequestContext } from '@playwright/test';
import { startApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { addressOf, findExamples } from './places.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';

/** What an answer tells browsers and caches about itself; hashes in the policy stand as HASH. */
async function headersOf(request: APIRequestContext, address: string) {
	const headers = (await request.get(address, { maxRedirects: 0 })).headers();
	const policy = (headers['content-security-policy'] ?? '').split(/;\s*/);
	const directive = (name: string) => {
		const found = policy.find((each) => each.startsWith(`${name} `))?.slice(name.length + 1);
		return found?.replace(/('sha256-[^']+' ?)+/g, 'HASH');
	};
	return {
		sniffing: headers['x-content-type-options'],
		referrer: headers['referrer-policy'],
		frame: headers['x-frame-options'],
		permissions: headers['permissions-policy'],
		secure: headers['strict-transport-security'],
		cache: headers['cache-control'],
		robots: headers['x-robots-tag'],
		scripts: directive('script-src'),
		objects: directive('object-src'),
		base: directive('base-uri'),
		forms: directive('form-action'),
		frames: directive('frame-ancestors')
	};
}

/** What every answer says. */
const answer = {
	sniffing: 'nosniff',
	referrer: 'same-origin',
	frame: 'DENY',
	permissions: 'camera=(self), microphone=(), geolocation=()',
	secure: undefined,
	cache: undefined,
	robots: undefined,
	scripts: undefined,
	objects: undefined,
	base: undefined,
	forms: undefined,
	frames: undefined
};

/** What every page says; one that needs scripts names the one that begins them. */
const page = {
	...answer,
	scripts: "'self' 'wasm-unsafe-eval'",
	objects: "'none'",
	base: "'none'",
	forms: "'self'",
	frames: "'none'"
};
const scripted = { ...page, scripts: `${page.scripts} HASH` };

const shared = { cache: 'public, max-age=0, must-revalidate' };
const preview = '/organise/[edition]/mail/[mail]/preview';

const forAnybody = {
	'/': page,
	'/[edition]': { ...page, ...shared },
	'/[edition]/programme': { ...page, ...shared },
	'/[edition]/programme.ics': { ...answer, ...shared },
	'/sign-in': { ...page, cache: 'no-store' },
	'/certificate': page,
	'/door/pair': { ...scripted, cache: 'no-store' },
	'/healthz': { ...answer, cache: 'no-store' },
	'/nowhere': scripted,
	[preview]: answer
};

const forOrganisers = {
	'/organise/[edition]': { ...scripted, cache: 'private, no-cache' },
	'/organise/[edition]/guests/list.csv': { ...answer, cache: 'private, no-store' },
	[preview]: {
		...answer,
		frame: 'SAMEORIGIN',
		cache: 'private, no-store',
		base: "'self'",
		forms: "'none'",
		frames: "'self'"
	}
};

test('each kind of page tells browsers what they may do with it', async ({
	browser,
	conference: { app }
}) => {
	const nobody = await browser.newContext();
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const example = findExamples(app);
	const visit = async (request: APIRequestContext, routes: string[]) => {
		const found: Record<string, unknown> = {};
		for (const route of routes) {
			found[route] = await headersOf(request, app.origin + addressOf(route, example));
		}
		return found;
	};
	expect(await visit(nobody.request, Object.keys(forAnybody))).toEqual(forAnybody);
	expect(await visit(organiser.request, Object.keys(forOrganisers))).toEqual(forOrganisers);

	const guest = await nobody.request.get(app.origin + addressOf('/rsvp/[token]', example));
	expect(await headersOf(nobody.request, guest.url())).toEqual({
		...page,
		cache: 'no-store',
		robots: 'noindex'
	});
	await Promise.all([nobody, organiser].map((context) => context.close()));
});

test('browsers are told to stay with https where the app is reached by it, and only there', async ({
	request,
	engine
}) => {
	const environment = { ORIGIN: 'https://conference.school.example' };
	const app = await startApp('start', { engine, environment });
	const { secure } = await headersOf(request, `${app.origin}/sign-in`);
	await app.stop();
	expect(secure).toBe('max-age=31536000');
});
