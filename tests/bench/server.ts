import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A production server on this machine, with a data folder of its own that goes when it stops. */
export interface BenchServer {
	origin: string;
	dataDir: string;
	stop: () => Promise<void>;
}

/** A data folder to fill before the server starts. */
export function newDataDir(): Promise<string> {
	return mkdtemp(join(tmpdir(), 'saiets-bench-'));
}

/** Our production build, as `npm start` runs it. Build it first: `npm run build`. */
export function startOurs(dataDir: string): Promise<BenchServer> {
	return start('build/index.js', dataDir);
}

/** The bare SvelteKit app beside this file, built anew: what a page or a row costs at the least. */
export async function startBare(): Promise<BenchServer> {
	await build();
	return start('node_modules/.cache/bare/build/index.js', await newDataDir());
}

let built: Promise<void> | undefined;

function build(): Promise<void> {
	built ??= run();
	return built;

	async function run() {
		const vite = join(process.cwd(), 'node_modules/vite/bin/vite.js');
		const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
			cwd: 'tests/bench/bare',
			stdio: ['ignore', 'ignore', 'inherit']
		});
		const [code] = (await once(child, 'exit')) as [number | null];
		if (code !== 0) throw new Error('the bare app does not build');
	}
}

async function start(program: string, dataDir: string): Promise<BenchServer> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [program], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			PATH: process.env['PATH'],
			NODE_ENV: 'production',
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			DATA_DIR: dataDir
		}
	});
	let output = '';
	await new Promise<void>((resolve, reject) => {
		child.once('exit', () => reject(new Error(`${program} ended:\n${output}`)));
		child.stdout.on('data', (chunk: Buffer) => {
			// Read on, or the server would wait for its log to be taken.
			if (!output.includes('Listening')) output += chunk.toString();
			if (output.includes('Listening')) resolve();
		});
	});
	return {
		origin,
		dataDir,
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
