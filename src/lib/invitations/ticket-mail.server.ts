import { latestRelease } from '#lib/agenda/queries.server.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { mayCome } from '#lib/guests/guest.ts';
import { findGuest } from '#lib/guests/queries.server.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import type { MailTemplate } from '#lib/mail/template.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import CalendarMail from './CalendarMail.svelte';
import { calendarText } from './calendar-text.ts';
import { answering } from '#lib/guests/deadline.ts';
import { guestPath } from './links.server.ts';
import { announcementOf } from './announcement.ts';
import { ticketKind } from './mail-kinds.ts';
import { mailedTickets } from './mailed-tickets.ts';
import { ticketPictures } from './tickets.server.ts';

/**
 * The tickets of a guest and of whoever they bring, after that changed. Not sent to who is not coming, or once the
 * conference is over.
 */
export const ticketMail: MailTemplate<typeof ticketKind> = {
	kind: ticketKind,
	async compose({ db, origin, tokens, t, language }, payload) {
		const guest = await findGuest(db, payload.guestId);
		if (!guest || guest.removedAt || !mayCome(guest.state)) return undefined;
		const edition = await getEdition(db, guest.editionId);
		if (answering(edition, instantNow()) === 'over') return undefined;
		const programme = (await latestRelease(db, edition.id))?.programme;
		const announcement = announcementOf(edition, programme, language);
		const tickets = mailedTickets(guest);
		const facts = [
			{ name: t('invitations.when'), text: announcement.when },
			{ name: t('invitations.where'), text: announcement.where }
		].filter(({ text }) => text);
		const count = tickets.length;
		const title = t('invitations.mail-tickets-title', { count });
		const lead = t('invitations.mail-tickets-lead');
		const url = origin + guestPath(tokens, guest);
		const button = t('invitations.mail-own-page');
		const { conference, dates } = announcement;
		const words = { conference, title, lead, facts, tickets, calendar: '', url, button };
		return {
			subject: t('invitations.mail-tickets-subject', { count, conference, dates }),
			html: renderMail(CalendarMail, { t, ...words }),
			text: calendarText(t, words),
			attachments: await ticketPictures(tickets)
		};
	}
};
