import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';

const folder = process.env['PICTURES'];

/** Takes a picture for the README, when the story is run by this file; otherwise does nothing. */
export async function picture(page: Page, name: string, size?: [number, number]): Promise<void> {
	if (!folder) return;
	const before = page.viewportSize();
	if (size) await page.setViewportSize({ width: size[0], height: size[1] });
	await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
	if (before) await page.setViewportSize(before);
}

if (import.meta.filename === process.argv[1]) {
	const { status } = spawnSync(
		'playwright',
		['test', '-c', 'tests/browser/playwright.config.ts', '--project=sqlite', 'story.spec'],
		{ stdio: 'inherit', env: { ...process.env, PICTURES: 'docs/pictures' } }
	);
	process.exitCode = status ?? 1;
}
