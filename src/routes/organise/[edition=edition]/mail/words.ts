import type { MessageKey, Translate } from '#lib/platform/messages.ts';

const kinds: Record<string, MessageKey> = {
	calendar: 'mail.kind-calendar',
	certificate: 'mail.kind-certificate',
	invitation: 'mail.kind-invitation',
	reminder: 'mail.kind-reminder',
	'sign-in': 'mail.kind-sign-in',
	'talk-accepted': 'mail.kind-talk-accepted',
	'talk-declined': 'mail.kind-talk-declined',
	'talk-received': 'mail.kind-talk-received',
	'talk-placed': 'mail.kind-talk-placed',
	ticket: 'mail.kind-ticket'
};

/** What a kind of mail is called; a kind without a name stands for itself. */
export function kindName(t: Translate, kind: string): string {
	const key = kinds[kind];
	return key ? t(key) : kind;
}
