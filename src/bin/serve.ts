import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { longestBody } from '../body-limits.ts';
import type { Config } from '#lib/platform/config.server.ts';
import { CommandError } from './command-error.ts';
import { stopWithNpm } from './stop-with-npm.ts';

/** Throws CommandError when another program listens there. */
export async function expectFree(port: number, host: string): Promise<void> {
	if (await isFree(port, host)) return;
	throw new CommandError(
		`Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`
	);
}

export async function isFree(port: number, host: string): Promise<boolean> {
	const probe = createServer();
	try {
		probe.listen(port, host);
		await once(probe, 'listening');
		return true;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE') return false;
		throw new CommandError(`Port ${port} on ${host} cannot be used (${code}).`);
	} finally {
		probe.close();
	}
}

/** Runs the built web server in this process; resolves once it listens. It stops by SIGINT or SIGTERM. */
export async function serve(config: Config): Promise<void> {
	process.env['PORT'] = String(config.port);
	process.env['HOST'] = config.host;
	process.env['ORIGIN'] = config.origin;
	process.env['DATA_DIR'] = config.dataDir;
	process.env['BODY_SIZE_LIMIT'] = String(longestBody);
	const built = new URL('../index.js', import.meta.url).href;
	const { server } = (await import(/* @vite-ignore */ built)) as { server: { server: Server } };
	if (!server.server.listening) await once(server.server, 'listening');
	stopWithNpm();
}
