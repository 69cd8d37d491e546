import { defineConfig } from '@playwright/test';
import { findChromium, quietFlags } from './chromium.ts';

process.env['SAIETS_CHROMIUM'] ??= await findChromium();

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	fullyParallel: false,
	workers: 2,
	timeout: 180_000,
	expect: { timeout: 20_000 },
	reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
	use: {
		browserName: 'chromium',
		actionTimeout: 20_000,
		// Not traced: it takes as long again. `--trace on` tells more about one that fails.
		screenshot: 'only-on-failure',
		launchOptions: { executablePath: process.env['SAIETS_CHROMIUM'], args: quietFlags }
	},
	projects: [
		{ name: 'sqlite', use: { engine: 'sqlite' } as object },
		{ name: 'postgres', testMatch: 'story.spec.ts', use: { engine: 'postgres' } as object }
	]
});
