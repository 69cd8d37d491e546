import type { Reader } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';
import type { Translate } from '#lib/platform/messages.ts';
import type { Audience } from '#messages/language.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import type { MailKind, PayloadOf } from './mail-kind.ts';

/**
 * The kinds of mail that have a template. Each list of templates adds its own here (`declare module`), so that a kind
 * which no template composes cannot be queued.
 */
export interface TemplatedKinds {
	none: never;
}

type TemplatedKind = TemplatedKinds[keyof TemplatedKinds];

/** A mail that a room asks the outbox to send. */
export type MailRequest<Kind extends MailKind = TemplatedKind> = Kind extends MailKind
	? RequestOf<Kind>
	: never;

interface RequestOf<Kind extends MailKind> {
	kind: Kind;
	editionId: string | null;
	personId: string | null;
	to: { address: string; name: string };
	language: Language;
	payload: PayloadOf<Kind>;
	/** The same cause must give the same key: a second request with it changes nothing. */
	dedupeKey: string;
	/** Mails of one thread leave in order of revision; a newer one replaces an older that has not left yet. */
	thread?: string;
	/** Within the thread, from 0; two mails of one thread never share one. */
	revision?: number;
	/** 0 sign-in, 1 cancellation, 2 update, 3 invitation, 4 certificate. */
	priority: 0 | 1 | 2 | 3 | 4;
	/** Not before; the moment of queueing when absent. */
	dueAt?: Instant;
}

/** Everything a template may use when it composes, at the moment of delivery. */
export interface MailContext {
	db: Reader;
	origin: string;
	from: { name: string; address: string };
	tokens: Tokens;
	t: Translate;
	language: Language;
}

export interface MailContent {
	subject: string;
	html: string;
	text: string;
	/** RFC 5545 text; its METHOD and this one agree (RFC 6047, 2.4). */
	calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
	attachments?: { filename: string; contentType: string; content: Buffer; cid?: string }[];
	/** Set for mails a person may stop: https address for one-click (RFC 8058). */
	unsubscribeUrl?: string;
}

/** Composes the mails of one kind. */
export interface MailTemplate<Kind extends MailKind = MailKind, Gathered = void> {
	kind: Kind;
	/** To whom such mails go; guests, where it does not tell. Their language speaks to them, or the fallback does. */
	audience?: Audience;
	/** Holds a link that signs its reader in: no organiser may read it, or they could become that person. */
	secret?: true;
	/** Reads at once, a moment before, what several mails of this kind are about: ten thousand leave faster. */
	gather?(db: Reader, payloads: PayloadOf<Kind>[]): Promise<Gathered>;
	/** Undefined when the mail is no longer wanted, such as a cancelled invitation: it is then not sent. */
	compose(
		context: MailContext,
		payload: PayloadOf<Kind>,
		to: { address: string; name: string; personId: string | null },
		gathered: Gathered
	): Promise<MailContent | undefined>;
}
