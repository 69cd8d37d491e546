import { expect, test } from './fixtures.ts';
import { fill, press } from './hands.ts';
import { findExamples } from './places.ts';
import { say } from './words.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';

test('who has the programme already is told that it is the same, until it is published anew', async ({
	browser,
	conference: { app }
}) => {
	const { edition } = findExamples(app);
	const address = `${app.origin}/en/${edition}/programme`;
	const first = await fetch(address);
	const text = await first.text();
	const etag = first.headers.get('etag') ?? '';
	const second = await fetch(address, { headers: { 'if-none-match': etag } });
	expect([second.status, await second.text()]).toEqual([304, '']);
	expect(await (await fetch(address)).text()).toEqual(text);

	const organiser = await signedInAs(browser, app, sampleOrganiser);
	const own = await organiser.request.get(address);
	expect(await own.text()).toContain(say('ui.nav.sign-out'));
	expect(own.headers()['cache-control']).toEqual('private, no-cache');

	const page = await organiser.newPage();
	await page.goto(`${app.origin}/en/organise/${edition}/agenda`);
	await fill(page, { kind: 'break', 'title.en': 'Tree planting', 'title.lv': 'Koku stādīšana' });
	await press(page, 'agenda.add-button');
	await fill(page, { starts: '08:05', minutes: '10' });
	await press(page, 'agenda.place-button');
	await page.goto(`${app.origin}/en/organise/${edition}/agenda/publish`);
	await page.getByRole('button', { name: /^Publish/ }).click();
	await page.waitForURL(/\/agenda$/);
	await organiser.close();

	const third = await fetch(address, { headers: { 'if-none-match': etag } });
	const anew = await third.text();
	expect(third.status).toEqual(200);
	expect(anew).toContain('Tree planting');
	// What was made for somebody is never shown to another.
	expect(anew).not.toContain(say('ui.nav.sign-out'));
	expect(await (await fetch(address.replace('/en/', '/lv/'))).text()).toContain('lang="lv"');
});
