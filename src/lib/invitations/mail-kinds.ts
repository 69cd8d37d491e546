import * as v from 'valibot';
import { mailKind } from '#lib/mail/mail-kind.ts';

/** `again`: an organiser asks for it, also when the guest wants no more mails. */
export const invitationKind = mailKind(
	'invitation',
	v.object({ guestId: v.string(), again: v.boolean() })
);

export const reminderKind = mailKind('reminder', v.object({ guestId: v.string() }));

export const ticketKind = mailKind('ticket', v.object({ guestId: v.string() }));

/** One calendar entry as it was when this was queued: `subject` and `sequence` name it, the rest says what changed. */
export const calendarKind = mailKind(
	'calendar',
	v.object({
		guestId: v.string(),
		subject: v.string(),
		sequence: v.number(),
		change: v.picklist(['new', 'changed', 'cancelled']),
		answered: v.boolean(),
		tickets: v.boolean()
	})
);
