import { once } from 'node:events';
import { startCalendars, startHousekeeping, startMail } from '../app.server.ts';
import { knownOrigin, withApp } from './app.ts';
import { CommandError } from './command-error.ts';
import { stopWithNpm } from './stop-with-npm.ts';

/** `work`: sends mails until it is told to stop, and then finishes the one in hand. */
export async function work(): Promise<undefined> {
	await withApp(async (app) => {
		const origin = await knownOrigin(app);
		if (!origin) {
			throw new CommandError(
				'Set ORIGIN to the address people use: no server has run here yet to tell it, and mails carry links.'
			);
		}
		const mail = startMail({ ...app, config: { ...app.config, origin } });
		const stopCalendars = startCalendars(app);
		const stopHousekeeping = startHousekeeping(app);
		stopWithNpm();
		console.log('Sending mails. Stop with Ctrl-C.');
		await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
		await Promise.all([mail.stop(), stopCalendars(), stopHousekeeping()]);
	});
}
