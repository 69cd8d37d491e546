import { resolve } from 'node:path';
import { backUp } from '#lib/db/backup.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { withDatabase } from './app.ts';
import { CommandError } from './command-error.ts';

/** `backup FILE` */
export async function backup([file]: string[]): Promise<string> {
	if (!file) throw new CommandError('Write: npm run saiets -- backup FILE');
	return withDatabase(async (db, config) => {
		const count = await backUp(db, resolve(file), instantNow());
		const key = process.env['SECRET_KEY'] ? 'SECRET_KEY' : resolve(config.dataDir, 'secret.key');
		return [
			`${count} rows are in ${file}.`,
			`Keep ${key} too: without it, links sent before and access needs cannot be read.`
		].join('\n');
	});
}
