import { chromium } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { quietFlags } from './chromium.ts';
import { guestsWho, openDesk, pairTablet } from './door.ts';
import { filmOf } from './fake-camera.ts';
import { expect, test } from './fixtures.ts';

test('a ticket in front of the camera is welcome once, and after that already inside', async ({
	conference: { app },
	browser
}, testInfo) => {
	const [guest] = guestsWho(app, 'yes');
	if (!guest) throw new Error('the sample has no guests');
	const film = testInfo.outputPath('camera.y4m');
	// Longer away than the same code is ignored, so that the film's next round is a new scan.
	await writeFile(
		film,
		filmOf([
			{ code: guest.code, seconds: 2 },
			{ code: null, seconds: 4 }
		])
	);
	const withCamera = await chromium.launch({
		executablePath: process.env['SAIETS_CHROMIUM'],
		args: [
			...quietFlags,
			'--use-fake-device-for-media-stream',
			'--use-fake-ui-for-media-stream',
			`--use-file-for-fake-video-capture=${film}`
		]
	});
	const desk = await openDesk(browser, app);
	const tablet = await withCamera.newPage({ viewport: { width: 820, height: 1180 } });
	const elsewhere: string[] = [];
	tablet.on('request', (request) => {
		if (new URL(request.url()).origin !== app.origin) elsewhere.push(request.url());
	});
	await pairTablet(desk, tablet, 'Camera tablet', 'Main entrance');
	await tablet.getByRole('button', { name: 'Start scanning' }).click();

	await expect(tablet.getByText('Welcome', { exact: true })).toBeVisible();
	await expect(tablet.getByText(guest.name)).toBeVisible();
	await expect(tablet.getByText('Already inside')).toBeVisible();
	await expect(tablet.getByText(/^Came in at \d\d:\d\d, Main entrance$/)).toBeVisible();
	expect(elsewhere).toEqual([]);
	await withCamera.close();
	await desk.context().close();
});

test('without a camera the tablet says so, and names and codes still work', async ({
	conference: { app },
	browser
}) => {
	const desk = await openDesk(browser, app);
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const tablet = await context.newPage();
	await pairTablet(desk, tablet, 'Blind tablet', 'Courtyard');
	await tablet.getByRole('button', { name: 'Start scanning' }).click();
	await expect(tablet.getByRole('alert')).toContainText(/camera/);
	const [, guest] = guestsWho(app, 'yes');
	const grouped = guest?.code.toLowerCase().replace(/(.{4})/g, '$1 ') ?? '';
	await tablet.getByRole('button', { name: 'Find' }).click();
	await tablet.getByLabel('Name, organisation or code').fill(grouped);
	await tablet.getByLabel('Name, organisation or code').press('Enter');
	await expect(tablet.getByText('Welcome', { exact: true })).toBeVisible();
	await expect(tablet.getByText(guest?.name ?? '')).toBeVisible();
	await context.close();
	await desk.context().close();
});
