import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { engine } from './database.ts';

/** Builds a program as the command line is built, for the tests of a file. Returns the path of what a process runs. */
export function useBuilt(entry: string): string {
	const name = basename(entry, '.ts');
	const folder = join('node_modules/.cache', `${name}-${engine}`);
	beforeAll(async () => {
		const vite = spawn(
			process.execPath,
			[
				'node_modules/vite/bin/vite.js',
				...['build', '--mode', 'bin', '--logLevel', 'error'],
				...['--ssr', entry, '--outDir', folder]
			],
			{ stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } }
		);
		const [code] = (await once(vite, 'exit')) as [number | null];
		if (code !== 0) throw new Error(`${entry} cannot be built`);
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));
	return join(folder, `${name}.js`);
}
