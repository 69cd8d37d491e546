import { test as base } from '@playwright/test';
import { readLinks, startApp, type Engine, type RunningApp } from './app.ts';

interface Conference {
	app: RunningApp;
	links: Awaited<ReturnType<typeof readLinks>>;
}

/** Tests that share one running sample conference per worker, on the engine of their project. */
export const test = base.extend<object, { engine: Engine; conference: Conference }>({
	engine: ['sqlite', { option: true, scope: 'worker' }],
	conference: [
		async ({ engine }, use) => {
			const app = await startApp('demo', { engine });
			await use({ app, links: await readLinks(app) });
			await app.stop();
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

export { expect } from '@playwright/test';
