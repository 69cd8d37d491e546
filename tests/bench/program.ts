import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';

/** Bundles a program of the bench like the command line; resolves to what a process runs. */
export async function buildProgram(entry: string): Promise<string> {
	const name = basename(entry, '.ts');
	const folder = `node_modules/.cache/bench-${name}`;
	const vite = spawn(
		process.execPath,
		[
			'node_modules/vite/bin/vite.js',
			...['build', '--mode', 'bin', '--logLevel', 'error'],
			...['--ssr', entry, '--outDir', folder]
		],
		{ stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } }
	);
	const [code] = (await once(vite, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`${entry} does not build`);
	return `${folder}/${name}.js`;
}

/** Starts a process that the bench can talk with. */
export function start(program: string, ...words: string[]): ChildProcess {
	return fork(program, words, { env: { ...process.env, LOG_LEVEL: 'error' } });
}

/** The next word of a process; throws when it ends instead. */
export function said<Word>(child: ChildProcess): Promise<Word> {
	return new Promise((resolve, reject) => {
		const ended = () => reject(new Error('a process of the bench ended early'));
		child.once('exit', ended);
		child.once('message', (word) => {
			child.off('exit', ended);
			resolve(word as Word);
		});
	});
}

/** Lets a process end by itself. */
export async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.disconnect();
	await ended;
}
