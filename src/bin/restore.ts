import { resolve } from 'node:path';
import { restore } from '#lib/db/backup.ts';
import { withDatabase } from './app.ts';
import { CommandError } from './command-error.ts';

/** `restore FILE` */
export async function restoreFrom([file]: string[]): Promise<string> {
	if (!file) throw new CommandError('Write: npm run saiets -- restore FILE');
	return withDatabase(async (db) => {
		const count = await restore(db, resolve(file));
		return `${count} rows are back. Put the secret.key of that time beside them, or set SECRET_KEY.`;
	});
}
