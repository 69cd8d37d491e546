import { spawn } from 'node:child_process';
import type { Browser, BrowserContext } from '@playwright/test';
import type { RunningApp } from './app.ts';

/** Opens a sign-in link and confirms it, as a person does. */
export async function signIn(context: BrowserContext, link: string): Promise<void> {
	const page = await context.newPage();
	await page.goto(link);
	await page.locator('main form[method="POST" i] button').first().click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await page.close();
}

/** A browser that is signed in. */
export async function signedIn(browser: Browser, link: string): Promise<BrowserContext> {
	const context = await browser.newContext();
	await signIn(context, link);
	return context;
}

/** Who organises the sample conference. */
export const sampleOrganiser = 'anna.ozola@ezermala.example';

/** A link that signs this person in once, made by the command line beside the running app. */
export async function signInLink(app: RunningApp, email: string): Promise<string> {
	return (await runCommand(app, 'sign-in-link', email)).trim();
}

/** A browser in which this person is signed in. */
export async function signedInAs(
	browser: Browser,
	app: RunningApp,
	email: string
): Promise<BrowserContext> {
	return signedIn(browser, await signInLink(app, email));
}

/** A tablet that was paired by a link. */
export async function paired(browser: Browser, link: string): Promise<BrowserContext> {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(link);
	await page.waitForURL((url) => url.pathname === '/door');
	await page.close();
	return context;
}

/** Runs a command of the command line beside the running app, on its data; resolves to what it printed. */
export function runCommand(app: RunningApp, ...words: string[]): Promise<string> {
	const child = spawn(process.execPath, ['build/bin/saiets.js', ...words], {
		env: { PATH: process.env['PATH'], ...app.environment },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve(output) : reject(new Error(`${words.join(' ')} ended with ${code}`))
		);
	});
}
