import { factLines, mailText } from '#lib/mail/mail-text.ts';
import type { Translate } from '#lib/platform/messages.ts';
import type { MailedTicket } from './mailed-tickets.ts';

/** The words of a mail about an entry or a ticket. */
export interface CalendarMailWords {
	conference: string;
	title: string;
	lead: string;
	facts: { name: string; text: string }[];
	tickets: MailedTicket[];
	/** The sentence on what the entry does in the reader's calendar. */
	calendar: string;
	url: string;
	button: string;
}

/** The words of `CalendarMail`, as plain text. */
export function calendarText(t: Translate, mail: CalendarMailWords): string {
	return mailText(t, [
		mail.conference,
		mail.title,
		mail.lead,
		factLines(mail.facts),
		mail.tickets.length > 0 ? t('invitations.mail-ticket') : '',
		mail.tickets.map(({ name, spelled }) => `${name}: ${spelled}`).join('\n'),
		mail.calendar,
		mail.url && `${mail.button}:\n${mail.url}`
	]);
}
