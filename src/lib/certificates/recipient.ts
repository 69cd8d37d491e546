import type { Day, Instant } from '#lib/platform/clock.ts';
import {
	saysTheSame,
	type Certificate,
	type CertificateContent,
	type NameProblem
} from './certificate.ts';

/**
 * How things stand with somebody's certificate. `due`: earned, not issued. `unnamed`: earned, but the name cannot be
 * printed. `held`: issued and right. `changed`: issued, and would say something else today. `revoked`: taken back.
 */
export type Standing = 'due' | 'unnamed' | 'held' | 'changed' | 'revoked';

/** What happened to its mail; `paper` when there is none. Undefined while there is nothing to send. */
export type Delivery = 'queued' | 'retrying' | 'sent' | 'failed' | 'paper';

/** One line of the organisers' list. */
export interface Recipient {
	guestId: string;
	/** As on the certificate. */
	name: string;
	organisation: string;
	email: string | null;
	daysOn: Day[];
	minutes: number;
	talks: string[];
	standing: Standing;
	problem: NameProblem | undefined;
	/** The one that holds, else the one last taken back. */
	certificate:
		| {
				id: string;
				code: string;
				issuedAt: Instant;
				revokedAt: Instant | null;
				revokedReason: string;
		  }
		| undefined;
	delivery: Delivery | undefined;
	mailId: string | undefined;
}

/** `earned` is what the certificate would say today; undefined for who, it turned out, was not there. */
export function standingOf(
	earned: { content: CertificateContent; problem: NameProblem | undefined } | undefined,
	latest: Certificate | undefined
): Standing {
	if (latest?.revokedAt) return 'revoked';
	if (latest) {
		return earned && saysTheSame(earned.content, latest.content) ? 'held' : 'changed';
	}
	return earned?.problem ? 'unnamed' : 'due';
}

export const recipientFilters = [
	'all',
	'due',
	'unnamed',
	'changed',
	'queued',
	'failed',
	'sent',
	'paper',
	'revoked'
] as const;
export type RecipientFilter = (typeof recipientFilters)[number];

export function isRecipientFilter(text: string | null): text is RecipientFilter {
	return recipientFilters.includes(text as RecipientFilter);
}

/** True when a line belongs under a filter. */
export function matches({ standing, delivery }: Recipient, filter: RecipientFilter): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'due':
		case 'unnamed':
		case 'changed':
		case 'revoked':
			return standing === filter;
		case 'queued':
			return delivery === 'queued' || delivery === 'retrying';
		default:
			return delivery === filter;
	}
}
