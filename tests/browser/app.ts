import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../postgres.ts';

export type Engine = 'sqlite' | 'postgres';

/** A running production build with a data folder (and, on PostgreSQL, a server) of its own. */
export interface RunningApp {
	origin: string;
	dataDir: string;
	/** What it was started with, for a command beside it. */
	environment: Record<string, string>;
	/** Everything it printed so far. */
	output: () => string;
	/** The first match in its output, as soon as it is printed; throws after half a minute. */
	printed: (pattern: RegExp) => Promise<string>;
	stop: () => Promise<void>;
}

export async function startApp(
	command: 'start' | 'demo',
	options: { engine: Engine; environment?: Record<string, string> }
): Promise<RunningApp> {
	const dataDir = await mkdtemp(join(tmpdir(), 'saiets-browser-'));
	const port = await freePort();
	const postgres = options.engine === 'postgres' ? await startPostgres() : undefined;
	const origin = `http://localhost:${port}`;
	const environment = {
		PORT: String(port),
		HOST: '127.0.0.1',
		ORIGIN: origin,
		DATA_DIR: dataDir,
		...(postgres && { DATABASE_URL: `${postgres.url}/postgres` }),
		...options.environment
	};
	const child = spawn(process.execPath, ['build/bin/saiets.js', command], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH: process.env['PATH'], ...environment }
	});
	let output = '';
	const keep = (chunk: Buffer) => (output += chunk.toString());
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);

	const printed = async (pattern: RegExp): Promise<string> => {
		const signal = AbortSignal.timeout(60_000);
		for (;;) {
			const found = pattern.exec(output);
			if (found) return found[1] ?? found[0];
			if (child.exitCode !== null) throw new Error(`The app ended:\n${output}`);
			await Promise.race([once(child.stdout, 'data', { signal }), once(child, 'exit', { signal })]);
		}
	};
	await printed(/https?:\/\/[\w.-]+/);
	return {
		origin,
		dataDir,
		environment,
		output: () => output,
		printed,
		stop: async () => {
			await end(child);
			await postgres?.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	await ended;
}

/** The links that `demo` leaves in its data folder. */
export async function readLinks(
	app: RunningApp
): Promise<Record<'organiser' | 'teacher' | 'guest' | 'door', string>> {
	return JSON.parse(await readFile(join(app.dataDir, 'links.json'), 'utf8'));
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
