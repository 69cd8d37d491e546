import { openApp, type App } from '../app.server.ts';
import { readConfig, type Config } from '#lib/platform/config.server.ts';
import { CommandError } from './command-error.ts';

/** Opens the app for one command and closes it afterwards, whatever happens. */
export async function withApp<T>(
	work: (app: App) => Promise<T>,
	config: Config = readConfig()
): Promise<T> {
	const app = await reach(config);
	try {
		return await work(app);
	} finally {
		await app.db.destroy();
	}
}

async function reach(config: Config): Promise<App> {
	try {
		return await openApp(config);
	} catch (error) {
		const { code = '', message } = error as Error & { code?: string };
		// Only that the database cannot be reached or opened; a failed migration is a bug and shown whole.
		if (
			/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|SQLITE_(CANTOPEN|NOTADB|READONLY|CORRUPT)|28|3D)/.test(code)
		) {
			throw new CommandError(`The database cannot be opened (${code}): ${message || 'no answer'}.`);
		}
		throw error;
	}
}
