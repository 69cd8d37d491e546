import { resolve } from 'node:path';
import { connect } from '#lib/db/connect.ts';
import { restore } from '#lib/db/backup.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { CommandError } from './command-error.ts';

/** `restore FILE` */
export async function restoreFrom([file]: string[]): Promise<string> {
	if (!file) throw new CommandError('Write: npm run saiets -- restore FILE');
	const db = connect(readConfig().database);
	try {
		const count = await restore(db, resolve(file));
		return `${count} rows are back. Put the secret.key of that time beside them, or set SECRET_KEY.`;
	} finally {
		await db.destroy();
	}
}
