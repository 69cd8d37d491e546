import type { Translate } from '#lib/platform/messages.ts';

/** Facts that must be seen without reading: `When: …`, one a line. A fact without a text is left out. */
export function factLines(facts: readonly { name: string; text: string }[]): string {
	return facts
		.filter(({ text }) => text)
		.map(({ name, text }) => `${name}: ${text}`)
		.join('\n');
}

/** A mail as plain text: its paragraphs, of which empty ones are left out, and the same foot as `MailLayout` has. */
export function mailText(
	t: Translate,
	paragraphs: readonly string[],
	{ unsubscribeUrl }: { unsubscribeUrl?: string } = {}
): string {
	const foot = [
		t('ui.mail.foot'),
		unsubscribeUrl && `${t('ui.mail.unsubscribe')}:\n${unsubscribeUrl}`
	];
	return [...paragraphs, ...foot].filter(Boolean).join('\n\n');
}
