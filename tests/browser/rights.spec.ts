import type { APIResponse, BrowserContext } from '@playwright/test';
import { readLinks, startApp, type RunningApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { addressOf, findExamples, type Example } from './places.ts';
import { listRoutes } from './rights/routes.ts';
import { rights, visitors, type Access, type Visitor } from './rights/table.ts';
import { makeCertificate } from './scene.ts';
import { paired, signedIn, signedInAs } from './visitors.ts';

/** What an answer means for the one who asked: whether the door was open, not whether the form was filled in. */
async function meaning(response: APIResponse): Promise<Access> {
	const status = response.status();
	if (status === 303 || status === 302 || status === 307) {
		return /^(https?:\/\/[^/]+)?\/sign-in(\?|$)/.test(response.headers()['location'] ?? '')
			? 'sign-in'
			: 'yes';
	}
	if (status === 401 || status === 403) return 'no';
	if (status === 404 || status === 410) return 'hidden';
	if (status < 300 || [400, 409, 413, 415, 422].includes(status)) return 'yes';
	throw new Error(`${response.url()} answered ${status}`);
}

/** What a visitor is given by mail: only the guest has the token of an invitation. */
function givenTo(visitor: Visitor, example: Example): Example {
	const forged = example['forgedToken'] ?? '';
	return visitor === 'guest' ? example : { ...example, token: forged, stopToken: forged };
}

async function ask(context: BrowserContext, app: RunningApp, route: string, example: Example) {
	const [method = 'GET', path = '/'] = route.split(' ');
	const given = path.includes('/unsubscribe')
		? { ...example, token: example['stopToken'] ?? '' }
		: example;
	const body = /^\/door\/(scans|walk-ins)/.test(path) ? { data: {} } : { form: {} };
	const response = await context.request.fetch(app.origin + addressOf(path, given), {
		method,
		maxRedirects: 0,
		headers: { origin: app.origin },
		...(method !== 'GET' && body)
	});
	return meaning(response);
}

test('each page and each action is open to exactly those it is meant for', async ({ browser }) => {
	test.setTimeout(300_000);
	const app = await startApp('demo', { engine: 'sqlite' });
	const links = await readLinks(app);
	const example = findExamples(app);
	const contexts: Record<Visitor, BrowserContext> = {
		nobody: await browser.newContext(),
		guest: await browser.newContext(),
		teacher: await signedIn(browser, links.teacher),
		'another teacher': await signedInAs(browser, app, example['otherTeacher'] ?? ''),
		door: await paired(browser, links.door),
		organiser: await signedIn(browser, links.organiser)
	};
	await makeCertificate(app, contexts, example);
	Object.assign(example, findExamples(app));

	const found: Record<string, Access[]> = {};
	// Signing out comes last, because nobody may do anything afterwards.
	const routes = listRoutes().sort(
		(a, b) => Number(a.includes('sign-out')) - Number(b.includes('sign-out'))
	);
	for (const route of routes) {
		const answers: Access[] = [];
		for (const visitor of visitors)
			answers.push(await ask(contexts[visitor], app, route, givenTo(visitor, example)));
		found[route] = answers;
	}
	const log = app
		.output()
		.split('\n')
		.filter((line) => line.startsWith('{'));
	await app.stop();
	expect(found).toEqual(rights);
	// The links that the demo prints stand outside the log; in it nobody is named, and nothing opens a door.
	const secrets = ['token', 'stopToken', 'ticket', 'code'].map((name) => example[name] ?? '');
	expect(log.length).toBeGreaterThan(routes.length);
	expect(
		log.filter((line) => /@|\.example/.test(line) || secrets.some((one) => line.includes(one)))
	).toEqual([]);
});
