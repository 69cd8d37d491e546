import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { findExamples } from './places.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';

test('a form that is sent twice without a script answers twice alike, and makes one', async ({
	browser,
	conference: { app }
}) => {
	const { edition, project } = findExamples(app);
	const organise = `${app.origin}/en/organise/${edition}`;
	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const { request } = organiser;

	const title = 'Tea, sent twice';
	const tea = { kind: 'break', 'title.en': title, 'title.lv': '' };
	await sendTwice(request, `${organise}/agenda`, 'add', tea);
	expect(await count(request, `${organise}/agenda`, `>${title}<`)).toBe(1);

	const name = 'Registered once';
	const undated = { startsOn: '', endsOn: '' };
	const registered = { ...undated, title: name, programme: 'nordplus' };
	await sendTwice(request, `${organise}/projects/new`, 'save', registered);
	expect(await count(request, `${organise}/projects?search=${name}`, `>${name}<`)).toBe(1);

	const mobility = { ...undated, email: '', name: 'Ance Twice', country: 'FI', activity: 'course' };
	const page = `${organise}/projects/${project}`;
	await sendTwice(request, page, 'add-mobility', mobility);
	expect(await count(request, page, '>Ance Twice<')).toBe(1);
	await organiser.close();
});

/** Draws a form once and posts it twice at the same time: both answers lead to the same page. */
async function sendTwice(
	request: APIRequestContext,
	page: string,
	action: string,
	typed: Record<string, string>
): Promise<void> {
	const drawn = await (await request.get(page)).text();
	const form = drawn.slice(drawn.indexOf(`action="?/${action}`));
	const id = /name="id" value="([^"]+)"/.exec(form)?.[1] ?? '';
	const send = () =>
		request.post(`${page}?/${action}`, {
			form: { ...typed, id },
			headers: { origin: new URL(page).origin, accept: 'text/html' },
			maxRedirects: 0
		});
	const [one, other] = await Promise.all([send(), send()]);
	expect([one.status(), other.status()]).toEqual([303, 303]);
	expect(one.headers()['location']).toContain(id);
	expect(other.headers()['location']).toBe(one.headers()['location']);
}

async function count(request: APIRequestContext, page: string, text: string): Promise<number> {
	return (await (await request.get(page)).text()).split(text).length - 1;
}
