import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import sparticuz from '@sparticuz/chromium';

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** The browser to test with: the one named, an installed one, Playwright's own, or the one that comes from npm. */
export async function findChromium(): Promise<string> {
	const found = [process.env['CHROMIUM_PATH'], ...installed, chromium.executablePath()].find(
		(path) => path && existsSync(path)
	);
	return found ?? (await sparticuz.executablePath());
}

/** Keep the browser from looking for a network it does not need. */
export const quietFlags = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-gpu'
];
