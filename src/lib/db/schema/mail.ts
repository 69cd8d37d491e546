import type { Instant } from '#lib/platform/clock.ts';
import type { Json } from './json.ts';

/** The outbox. A row is written in the transaction of its cause; it holds no token and no rendered text. */
export interface MailTable {
	id: string;
	editionId: string | null;
	personId: string | null;
	/** Names the template, such as `invitation`. */
	kind: string;
	toAddress: string;
	toName: string;
	toNameFolded: string;
	language: string;
	/** JSON the template composes the mail from. Ids and facts; no token. */
	payload: Json;
	messageId: string;
	inReplyTo: string | null;
	/** Unique: the same cause never queues twice. */
	dedupeKey: string;
	/** Mails of one thread are sent in order of revision, and only the newest unsent one. */
	thread: string | null;
	revision: number;
	/** Lower goes first: 0 sign-in, 1 cancel, 2 update, 3 invitation, 4 certificate. */
	priority: number;
	queuedAt: Instant;
	/** When it may be tried next: lease and backoff at once. */
	dueAt: Instant;
	attempt: number;
	owner: string | null;
	state: 'queued' | 'sent' | 'failed' | 'superseded';
	finishedAt: Instant | null;
	/** The subject as it was sent, for the outbox page. */
	subject: string;
}

export interface MailAttemptTable {
	id: string;
	mailId: string;
	attempt: number;
	result: 'sent' | 'deferred' | 'refused' | 'account';
	/** The server's words, without addresses. */
	detail: string;
	at: Instant;
}

export interface SuppressedAddressTable {
	address: string;
	reason: string;
	at: Instant;
}

export interface MailSchema {
	mail: MailTable;
	mailAttempt: MailAttemptTable;
	suppressedAddress: SuppressedAddressTable;
}
