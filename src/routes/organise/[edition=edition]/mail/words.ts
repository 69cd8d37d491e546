import { ownReasons } from '#lib/mail/outbox.ts';
import type { TemplatedKinds } from '#lib/mail/template.server.ts';
import type { MessageKey, Translate } from '#lib/platform/messages.ts';

const kinds: Record<TemplatedKinds['app']['name'], MessageKey> = {
	calendar: 'mail.kind-calendar',
	certificate: 'mail.kind-certificate',
	invitation: 'mail.kind-invitation',
	reminder: 'mail.kind-reminder',
	'sign-in': 'mail.kind-sign-in',
	'talk-accepted': 'mail.kind-talk-accepted',
	'talk-declined': 'mail.kind-talk-declined',
	'talk-withdrawn': 'mail.kind-talk-withdrawn',
	'talk-received': 'mail.kind-talk-received',
	ticket: 'mail.kind-ticket'
};

const reasons: Record<string, MessageKey> = {
	[ownReasons.suppressed]: 'mail.reason-suppressed',
	[ownReasons.unsendable]: 'mail.reason-unsendable',
	[ownReasons.madeUp]: 'mail.reason-made-up',
	[ownReasons.unreadable]: 'mail.reason-unreadable'
};

/** Why a mail was not taken: the server's own words, or why we did not try. */
export function reasonInWords(t: Translate, detail: string): string {
	const key = reasons[detail];
	return key ? t(key) : detail;
}

/** The name of a kind of mail; a kind without one stands for itself. */
export function kindName(t: Translate, kind: string): string {
	return isKind(kind) ? t(kinds[kind]) : kind;
}

function isKind(text: string): text is keyof typeof kinds {
	return Object.hasOwn(kinds, text);
}
