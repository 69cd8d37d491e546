import { fold } from '#lib/platform/text.ts';
import { guestsWho, guestWithCompanion, openDesk, pairTablet, scan } from './door.ts';
import { expect, test } from './fixtures.ts';

const portrait = { viewport: { width: 820, height: 1180 } };

test('a helper lets in guests, companions and walk-ins, and takes a mistake back', async ({
	conference: { app },
	browser
}) => {
	const desk = await openDesk(browser, app);
	const tablet = await browser.newPage(portrait);
	await pairTablet(desk, tablet, 'Tablet 1', 'Main entrance');
	const result = tablet.locator('[data-result]');

	const family = guestWithCompanion(app);
	await tablet.getByRole('button', { name: 'Find' }).click();
	await tablet.getByLabel('Name, organisation or code').fill(fold(family.name));
	await tablet.getByRole('button', { name: family.name }).first().click();
	await expect(result).toContainText('Welcome');
	await tablet.getByRole('button', { name: `Let in ${family.companion}` }).click();
	await expect(result).toContainText(`Companion of ${family.name}`);
	await tablet.getByRole('button', { name: 'Undo' }).click();
	await expect(result).toContainText('Undone');

	await scan(tablet, 'NOBODYSTICKET000');
	await expect(result).toContainText('Not on the list');

	const [declined] = guestsWho(app, 'no');
	await scan(tablet, declined?.code ?? '');
	await expect(result).toContainText('Had declined');
	await tablet.getByRole('button', { name: 'Let in anyway' }).click();
	await expect(result).toContainText('Welcome');

	await tablet.getByRole('button', { name: 'Walk-in' }).click();
	await tablet.getByLabel('Name').fill('Ģirts Ķeniņš');
	await tablet.getByRole('button', { name: 'Let in' }).click();
	await expect(result).toContainText('Ģirts Ķeniņš');
	await expect(tablet.getByRole('button', { name: 'Undo' })).toBeVisible();

	await desk.reload();
	const walkIns = desk.getByRole('table', { name: 'Walk-ins' });
	await expect(walkIns.getByRole('row', { name: /Ģirts Ķeniņš/ })).toBeVisible();
	const inside = desk.getByRole('table', { name: 'Inside now' });
	for (const name of [family.name, declined?.name ?? '', 'Ģirts Ķeniņš']) {
		await expect(inside.getByRole('rowheader', { name })).toBeVisible();
	}
	await expect(inside.getByRole('rowheader', { name: family.companion })).toHaveCount(0);
	await tablet.close();
	await desk.context().close();
});

test('two tablets without a network that let in one ticket are named with both gates', async ({
	conference: { app },
	browser
}) => {
	const desk = await openDesk(browser, app);
	const north = await browser.newPage(portrait);
	const south = await browser.newPage(portrait);
	await pairTablet(desk, north, 'North', 'North gate');
	await pairTablet(desk, south, 'South', 'South gate');
	const guest = guestsWho(app, 'yes').at(-1);
	for (const tablet of [north, south]) {
		await tablet.context().setOffline(true);
		await scan(tablet, guest?.code ?? '');
		await expect(tablet.locator('[data-result]')).toContainText('Not sent yet');
		await expect(tablet.getByText('1 scan is kept here')).toBeVisible();
	}
	// What a tablet has not sent outlives a reload.
	await north.context().setOffline(false);
	await north.reload();
	await expect(north.getByText('Connected')).toBeVisible();
	await south.context().setOffline(false);
	await expect(south.getByText('Connected')).toBeVisible();

	await desk.reload();
	await expect(
		desk.getByText(new RegExp(`^${guest?.name}: .*, North gate; again .*, South gate$`))
	).toBeVisible();
	for (const tablet of [north, south]) await tablet.close();
	await desk.context().close();
});

test('a tablet that an organiser disconnects forgets what it held', async ({
	conference: { app },
	browser
}) => {
	const desk = await openDesk(browser, app);
	const tablet = await browser.newPage(portrait);
	await pairTablet(desk, tablet, 'Lost tablet', 'Main entrance');
	await scan(tablet, 'NOBODYSTICKET000');
	await expect(tablet.locator('[data-result]')).toContainText('Not on the list');
	expect(await tablet.evaluate(() => localStorage.length)).toBe(1);

	const row = desk.getByRole('row', { name: /^Lost tablet/ });
	await row.getByRole('button', { name: 'Disconnect' }).first().click();
	await desk.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
	await expect(desk.getByText('Lost tablet is disconnected.')).toBeVisible();

	await scan(tablet, 'NOBODYSTICKET000');
	await expect(tablet.getByText(/was disconnected by an organiser/)).toBeVisible();
	expect(await tablet.evaluate(() => localStorage.length)).toBe(0);
	await tablet.goto(`${app.origin}/en/door`);
	await expect(tablet.getByLabel('Pairing code')).toBeVisible();
	await tablet.close();
	await desk.context().close();
});

test('a tablet without JavaScript is told what it needs', async ({
	conference: { app },
	browser
}) => {
	const page = await browser.newPage({ javaScriptEnabled: false });
	await page.goto(`${app.origin}/en/door`);
	await expect(page.getByText(/needs JavaScript/)).toBeVisible();
	await page.close();
});
