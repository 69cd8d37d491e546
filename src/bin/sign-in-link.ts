import { findPersonByEmail } from '#lib/people/queries.server.ts';
import { issueSignInLink } from '#lib/people/sign-in.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { knownOrigin, withApp } from './app.ts';
import { CommandError } from './command-error.ts';
import { readAddress } from './organiser.ts';

/** `sign-in-link EMAIL`: for whoever lost the way in, or cannot get mail. */
export async function signInLink([address = '']: string[]): Promise<string> {
	const email = readAddress(address);
	return withApp(async (app) => {
		const { db, tokens, config } = app;
		if (!(await findPersonByEmail(db, email))) {
			throw new CommandError(`Nobody is known by ${email}. See: saiets organiser add EMAIL`);
		}
		const link = await issueSignInLink(db, tokens, { email, returnTo: '/', now: instantNow() });
		const origin = await knownOrigin(app);
		if (origin) return `${origin}${link}`;
		return [
			`${config.origin}${link}`,
			'No server has run here yet and ORIGIN is not set: the address before /sign-in/ may be another.'
		].join('\n');
	});
}
