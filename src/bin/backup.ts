import { resolve } from 'node:path';
import { backUp } from '#lib/db/backup.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { withApp } from './app.ts';
import { CommandError } from './command-error.ts';

/** `backup FILE` */
export async function backup([file]: string[]): Promise<void> {
	if (!file) throw new CommandError('Write: npm run saiets -- backup FILE');
	await withApp(async ({ db, config }) => {
		const count = await backUp(db, resolve(file), instantNow());
		console.log(`${count} rows are in ${file}.`);
		console.log(
			process.env['SECRET_KEY']
				? 'Keep SECRET_KEY too: without it, links sent before and access needs cannot be read.'
				: `Keep ${resolve(config.dataDir, 'secret.key')} too: without it, links sent before and access needs cannot be read.`
		);
	});
}
