import type { BrowserContext } from '@playwright/test';
import { newId } from '#lib/platform/ids.ts';
import type { RunningApp } from './app.ts';
import type { Example } from './places.ts';

/** Lets a guest in at the door and sends their certificate, so that there is one to ask for. */
export async function makeCertificate(
	app: RunningApp,
	{ door, organiser }: { door: BrowserContext; organiser: BrowserContext },
	example: Example
): Promise<void> {
	const { origin } = app;
	const edition = `${origin}/organise/${example['edition']}`;
	const headers = { origin };
	await organiser.request.post(`${edition}/door?/open`, { headers, form: {} });
	const now = new Date().toISOString();
	await door.request.post(`${origin}/door/scans`, {
		headers,
		data: {
			sentAt: now,
			scans: [
				{
					key: newId(),
					sequence: 1,
					kind: 'entry',
					ticketCode: example['ticket'],
					scannedAt: now
				}
			]
		}
	});
	await organiser.request.post(`${edition}/certificates?/issue`, {
		headers,
		form: { early: 'on' }
	});
}

/** Opens an edition in which nothing has happened yet; resolves to its place in URLs. */
export async function makeEmptyEdition(
	app: RunningApp,
	organiser: BrowserContext
): Promise<string> {
	const slug = '2020';
	const response = await organiser.request.post(`${app.origin}/organise/new`, {
		// As a page, not as a script's request: a redirect is then a status.
		headers: { origin: app.origin, accept: 'text/html' },
		form: {
			slug,
			'title.en': 'Evaluation conference 2020',
			'title.lv': 'Izvērtēšanas konference 2020',
			dayOn: '2020-05-24',
			lastDayOn: '',
			timeZone: 'Europe/Riga',
			venueName: 'Ezermala Technical School'
		},
		maxRedirects: 0
	});
	if (response.status() !== 303) throw new Error(`no empty edition: ${await response.text()}`);
	return slug;
}
