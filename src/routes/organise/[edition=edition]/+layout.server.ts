import type { LayoutServerLoad } from './$types';
import { organiserOf } from '#lib/conference/guard.server.ts';

/** Every page below has these; each still guards itself, since a layout does not protect its pages. */
export const load: LayoutServerLoad = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	// Without a mail server mails become files.
	return { edition, asFiles: locals.config.smtpUrl === undefined };
};
