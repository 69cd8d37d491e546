import { spawnSync } from 'node:child_process';

/** Looks at every page with axe; `LOOK=all` in every combination, `LOOK_AT=folder` keeps the pictures. */
const { status } = spawnSync(
	'playwright',
	['test', '-c', 'tests/browser/playwright.config.ts', '--project=sqlite', 'look'],
	{ stdio: 'inherit', env: { LOOK: 'some', ...process.env } }
);
process.exitCode = status ?? 1;
