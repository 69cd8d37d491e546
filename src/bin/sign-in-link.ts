import { findPersonByEmail } from '#lib/people/queries.server.ts';
import { issueSignInLink } from '#lib/people/sign-in.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { withApp } from './app.ts';
import { CommandError } from './command-error.ts';
import { readAddress } from './organiser.ts';

/** `sign-in-link EMAIL`: for whoever lost the way in, or cannot get mail. */
export async function signInLink([address = '']: string[]): Promise<string> {
	const email = readAddress(address);
	return withApp(async ({ db, tokens, config }) => {
		if (!(await findPersonByEmail(db, email))) {
			throw new CommandError(`Nobody is known by ${email}. See: saiets organiser add EMAIL`);
		}
		const link = await issueSignInLink(db, tokens, { email, returnTo: '/', now: instantNow() });
		return `${config.origin}${link}`;
	});
}
