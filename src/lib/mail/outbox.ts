import * as v from 'valibot';
import { optionalWholeNumber } from '#lib/platform/fields.ts';

/** How the outbox page sorts mails: `retrying` are those that wait for another try. */
export const mailFilters = ['all', 'queued', 'retrying', 'sent', 'failed', 'superseded'] as const;
export type MailFilter = (typeof mailFilters)[number];

export function isMailFilter(text: unknown): text is MailFilter {
	return mailFilters.includes(text as MailFilter);
}

/** Why a mail was handed to nobody; each stands where otherwise the server's words do. */
export const ownReasons = {
	suppressed: 'address refused before',
	unsendable: 'not an address',
	madeUp: 'made-up address',
	unreadable: 'stored contents damaged'
} as const;

/** An empty field is no limit. */
export const capsForm = v.object({
	perMinute: optionalWholeNumber(1, 100_000),
	perDay: optionalWholeNumber(1, 10_000_000)
});
