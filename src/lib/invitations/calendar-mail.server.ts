import type { CalendarEvent } from '#lib/calendar/event.ts';
import { writeInvitation } from '#lib/calendar/write.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import type { Guest } from '#lib/guests/guest.ts';
import type { PayloadOf } from '#lib/mail/mail-kind.ts';
import { listKnownFrom } from '#lib/mail/queries.server.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import type { MailContext, MailTemplate } from '#lib/mail/template.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { inLanguage } from '#lib/platform/languages.ts';
import CalendarMail from './CalendarMail.svelte';
import { calendarText } from './calendar-text.ts';
import { calendarWords } from './calendar-words.ts';
import { threadOf } from './entries.ts';
import { readGuestMailFacts, type GuestMailFacts } from './mail-facts.server.ts';
import { guestPath } from './links.server.ts';
import { entryWhen } from './announcement.ts';
import { calendarKind } from './mail-kinds.ts';
import { listEntries, type StoredEntry } from './queries.server.ts';
import { mailedTickets } from './mailed-tickets.ts';
import { ticketPictures } from './tickets.server.ts';

interface CalendarMailFacts extends GuestMailFacts {
	/** By guest and subject. */
	entries: Map<string, Map<string, StoredEntry>>;
	/** By thread, the first revision that its reader may have got. */
	knownFrom: Map<string, number>;
}

/**
 * One calendar entry for one guest. It is made from the entry as it stands: when that has moved on since the mail
 * was queued, a newer mail of the same thread tells of it, and this one is not sent. Nor is one about what is over.
 */
export const calendarMail: MailTemplate<typeof calendarKind, CalendarMailFacts> = {
	kind: calendarKind,
	async gather(db, payloads) {
		const guestIds = new Set(payloads.map(({ guestId }) => guestId));
		const [gathered, entries] = await Promise.all([
			readGuestMailFacts(db, payloads),
			listEntries(db, [...guestIds])
		]);
		const threads = [...entries.values()].flatMap((ofGuest) =>
			[...ofGuest.values()].filter(({ sequence }) => sequence > 0).map(({ uid }) => threadOf(uid))
		);
		const knownFrom = await listKnownFrom(db, threads);
		return { ...gathered, entries, knownFrom };
	},
	async compose(context, payload, to, { guests, editions, entries, knownFrom }) {
		const { origin, tokens, t, language } = context;
		const { subject } = payload;
		const guest = guests.get(payload.guestId);
		const edition = guest && editions.get(guest.editionId)?.edition;
		const entry = guest && entries.get(guest.id)?.get(subject);
		if (!edition || !entry || entry.sequence !== payload.sequence) return undefined;
		if (entry.content.endsAt <= instantNow()) return undefined;
		const { uid, sequence } = entry;
		const known = (knownFrom.get(threadOf(uid)) ?? sequence) < sequence;
		// What never left need not be taken back.
		if (entry.method === 'CANCEL' && !known) return undefined;
		const conference = inLanguage(edition.title, language);
		const isTalk = subject.startsWith('talk:');
		const tickets = payload.tickets ? mailedTickets(guest) : [];
		const words = calendarWords(t, {
			change: entry.method === 'CANCEL' ? 'cancelled' : known ? changeOf(payload) : 'new',
			isTalk,
			state: guest.state,
			conference,
			title: entry.content.title,
			when: entryWhen(entry.content, language)
		});
		const facts = [
			...(isTalk ? [{ name: t('invitations.talk'), text: entry.content.title }] : []),
			{ name: t('invitations.when'), text: entryWhen(entry.content, language) },
			{ name: t('invitations.where'), text: entry.content.location }
		];
		const url = guest.removedAt ? '' : origin + guestPath(tokens, guest);
		const button = t('invitations.mail-own-page');
		const { title, lead, calendar } = words;
		const mail = { conference, title, lead, facts, tickets, calendar, url, button };
		return {
			subject: words.subject,
			html: renderMail(CalendarMail, { t, ...mail }),
			text: calendarText(t, mail),
			calendar: {
				method: entry.method,
				content: writeInvitation(
					eventOf(context, { entry, edition, guest, address: to.address }),
					entry.method
				)
			},
			attachments: await ticketPictures(tickets)
		};
	}
};

function changeOf({
	change,
	answered
}: PayloadOf<typeof calendarKind>): 'new' | 'changed' | 'answered' {
	if (change === 'new') return 'new';
	return answered ? 'answered' : 'changed';
}

/** Names no token: people share calendars. The same entry gives the same UID, SEQUENCE and DTSTAMP each time. */
function eventOf(
	{ origin, from, t, language }: MailContext,
	{
		entry,
		edition,
		guest,
		address
	}: { entry: StoredEntry; edition: Edition; guest: Guest; address: string }
): CalendarEvent {
	const { partstat, ...content } = entry.content;
	const url = `${origin}/${language}/${edition.slug}/programme`;
	return {
		...content,
		uid: entry.uid,
		sequence: entry.sequence,
		stampedAt: entry.stampedAt,
		status: entry.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
		description: t('invitations.calendar-description', { url }),
		organizer: from,
		attendee: { name: guest.person.name, address, partstat },
		url
	};
}
