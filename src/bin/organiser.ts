import * as v from 'valibot';
import { addOrganiser } from '#lib/people/organisers.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { email } from '#lib/platform/fields.ts';
import { fallbackLanguage } from '#lib/platform/languages.ts';
import { withApp } from './app.ts';
import { CommandError } from './command-error.ts';

/** `organiser add EMAIL`. Answers what was done, as the other commands do. */
export async function organiser([action, address = '']: string[]): Promise<string> {
	if (action !== 'add') throw new CommandError('Write: npm run saiets -- organiser add EMAIL');
	const typed = readAddress(address);
	return withApp(async ({ db }) => {
		const { created } = await addOrganiser(db, {
			name: '',
			email: typed,
			language: fallbackLanguage,
			by: null,
			now: instantNow()
		});
		return created ? `${typed} may organise now.` : `${typed} may organise already.`;
	});
}

/** An address as people are told apart by it. Throws CommandError when it is none. */
export function readAddress(typed: string): string {
	const result = v.safeParse(email, typed);
	if (!result.success) throw new CommandError(`"${typed}" does not look like an email address.`);
	return result.output;
}
