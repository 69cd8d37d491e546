import { certificateMail } from '#lib/certificates/certificate-mail.server.ts';
import { calendarMail } from '#lib/invitations/calendar-mail.server.ts';
import { invitationMail, reminderMail } from '#lib/invitations/invitation-mail.server.ts';
import { ticketMail } from '#lib/invitations/ticket-mail.server.ts';
import { signInMail } from '#lib/people/sign-in-mail.server.ts';
import {
	talkAcceptedMail,
	talkDeclinedMail,
	talkReceivedMail,
	talkWithdrawnMail
} from '#lib/talks/talk-mails.server.ts';

/** Every mail the app sends, by the room that sends it. */
export const mailTemplates = [
	calendarMail,
	certificateMail,
	invitationMail,
	reminderMail,
	signInMail,
	talkReceivedMail,
	talkAcceptedMail,
	talkDeclinedMail,
	talkWithdrawnMail,
	ticketMail
];

declare module '#lib/mail/template.server.ts' {
	interface TemplatedKinds {
		app: (typeof mailTemplates)[number]['kind'];
	}
}
