import { getEdition } from '#lib/conference/queries.server.ts';
import { stopMail } from '#lib/guests/commands.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { inLanguage } from '#lib/platform/languages.ts';
import { requireGuest } from '../guest.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const guest = await requireGuest(event, 'unsubscribe', 'rsvp');
	const { title } = await getEdition(event.locals.db, guest.editionId);
	return {
		conference: inLanguage(title, event.locals.t.language),
		stopped: guest.mailStoppedAt !== null
	};
};

export const actions = {
	/** The page's button, and the mail program's: RFC 8058 posts `List-Unsubscribe=One-Click`, follows no redirect. */
	default: async (event) => {
		const guest = await requireGuest(event, 'unsubscribe', 'rsvp');
		const again = (await event.request.formData()).get('again') !== null;
		await stopMail(event.locals.db, { guestId: guest.id, stopped: !again, now: instantNow() });
	}
} satisfies Actions;
