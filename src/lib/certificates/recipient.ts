import type { Day, Instant } from '#lib/platform/clock.ts';
import {
	saysTheSame,
	type Certificate,
	type CertificateContent,
	type NameProblem
} from './certificate.ts';

/**
 * How far somebody's certificate is. `due`: earned, not issued. `unnamed`: earned, but the name cannot be
 * printed. `issued`: issued and right. `changed`: issued, and would say something else today. `revoked`: taken back.
 */
export type CertificateState = 'due' | 'unnamed' | 'issued' | 'changed' | 'revoked';

/** How far its mail came; `paper` when there is none. Undefined while there is nothing to send. */
export type CertificateDelivery = 'queued' | 'retrying' | 'sent' | 'failed' | 'paper';

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
	state: CertificateState;
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
	delivery: CertificateDelivery | undefined;
	mailId: string | undefined;
}

/** `earned` is what the certificate would say today; undefined for who, it turned out, was not there. */
export function certificateStateOf(
	earned: { content: CertificateContent; problem: NameProblem | undefined } | undefined,
	latest: Certificate | undefined
): CertificateState {
	if (latest?.revokedAt) return 'revoked';
	if (latest) {
		return earned && saysTheSame(earned.content, latest.content) ? 'issued' : 'changed';
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
export function matches({ state, delivery }: Recipient, filter: RecipientFilter): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'due':
		case 'unnamed':
		case 'changed':
		case 'revoked':
			return state === filter;
		case 'queued':
			return delivery === 'queued' || delivery === 'retrying';
		default:
			return delivery === filter;
	}
}
