import { expect, test } from 'vitest';
import { factLines, mailText } from '#lib/mail/mail-text.ts';
import { loadTranslate } from '#messages/load.ts';

test('what a mail does not know leaves no hole in its text, which ends as every mail does', async () => {
	const t = await loadTranslate('en');
	const facts = [
		{ name: 'When', text: '' },
		{ name: 'Where', text: 'Ezermalas arodskola' }
	];
	expect(
		mailText(t, ['Hello!', '', factLines(facts)], { unsubscribeUrl: 'https://a.example' })
	).toBe(
		[
			'Hello!',
			'Where: Ezermalas arodskola',
			'A question? Simply reply to this mail: people read it.',
			'No more invitations and reminders:\nhttps://a.example'
		].join('\n\n')
	);
});
