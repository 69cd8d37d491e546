import { lastOrigin, openApp, type App } from '../app.server.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { readConfig, type Config } from '#lib/platform/config.server.ts';
import { CommandError } from './command-error.ts';

/** Opens the app for one command and closes it afterwards, whatever happens. */
export async function withApp<T>(
	work: (app: App) => Promise<T>,
	config: Config = readConfig()
): Promise<T> {
	const app = await reach(() => openApp(config));
	try {
		return await work(app);
	} finally {
		await app.db.destroy();
	}
}

/** Where people reach the server beside which a command runs: as ORIGIN says, else where it last served. */
export async function knownOrigin({ db, config }: App): Promise<string | undefined> {
	return process.env['ORIGIN'] ? config.origin : lastOrigin(db);
}

/** Opens the database in whatever shape it is, which the command does not change by looking at it. */
export async function withDatabase<T>(
	work: (db: Database, config: Config) => Promise<T>
): Promise<T> {
	const config = readConfig();
	return reach(async () => {
		const db = connect(config.database);
		try {
			return await work(db, config);
		} finally {
			await db.destroy();
		}
	});
}

async function reach<T>(open: () => Promise<T>): Promise<T> {
	try {
		return await open();
	} catch (error) {
		const { code = '', message } = error as Error & { code?: string };
		// Only that; a failed migration is a bug and shown whole.
		if (
			/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|SQLITE_(CANTOPEN|NOTADB|READONLY|CORRUPT)|28|3D)/.test(code)
		) {
			throw new CommandError(`The database cannot be opened (${code}): ${message || 'no answer'}.`);
		}
		throw error;
	}
}
