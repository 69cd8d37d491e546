import { once } from 'node:events';
import { startHousekeeping, startMail } from '../app.server.ts';
import { withApp } from './app.ts';
import { stopWithNpm } from './stop-with-npm.ts';

/** `work`: sends mails until it is told to stop, and then finishes the one in hand. */
export async function work(): Promise<undefined> {
	await withApp(async (app) => {
		const mail = startMail(app);
		const stopHousekeeping = startHousekeeping(app);
		stopWithNpm();
		console.log('Sending mails. Stop with Ctrl-C.');
		await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
		await Promise.all([mail.stop(), stopHousekeeping()]);
	});
}
