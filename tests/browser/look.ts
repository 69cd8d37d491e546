import { spawnSync } from 'node:child_process';

/** Looks at every page at each width, in both themes and languages; `LOOK_AT=folder` keeps the pictures. */
const { status } = spawnSync(
	'playwright',
	[
		'test',
		'-c',
		'tests/browser/playwright.config.ts',
		'--project=sqlite',
		'--fully-parallel',
		'look.spec'
	],
	{ stdio: 'inherit', env: { LOOK: 'all', ...process.env } }
);
process.exitCode = status ?? 1;
