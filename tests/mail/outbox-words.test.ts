import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { ownReasons } from '#lib/mail/outbox.ts';
import type { ListedMail } from '#lib/mail/queries.server.ts';
import type { Language } from '#lib/platform/languages.ts';
import { loadTranslate } from '#messages/load.ts';
import MailRow from '../../src/routes/organise/[edition=edition]/mail/MailRow.svelte';
import Speaking from '../ui/Speaking.svelte';

/** The words of a mail's row in the outbox. */
async function row(language: Language, mail: Partial<ListedMail>): Promise<string> {
	const t = await loadTranslate(language);
	const component = MailRow as unknown as Component<Record<string, unknown>>;
	const listed = {
		...{ id: 'one', kind: 'note', toName: 'Anna', toAddress: 'anna@school.example' },
		...{ state: 'queued', attempt: 0, subject: 'Hello', leaving: false, lastAttempt: null },
		...{ queuedAt: '2027-05-24T06:00:00.000Z', dueAt: '2027-05-24T06:00:00.000Z' },
		finishedAt: null,
		...mail
	};
	const props = {
		...{ mail: listed, timeZone: 'Europe/Riga', now: '2027-05-25T06:00:00.000Z' },
		...{ base: '/organise/2027/mail', kept: '' }
	};
	const { body } = render(Speaking, { props: { t, component, props } });
	return body
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

it('says on which day a mail is tried again', async () => {
	const retried = { attempt: 2, dueAt: '2027-05-25T03:30:00.000Z' };
	expect(await row('en', retried)).toContain('Failed 2 times, next try on 25 May 2027, 06:30');
	expect(await row('lv', retried)).toContain(
		'Neizdevās 2 reizes, nākamais mēģinājums 2027. gada 25. maijā, 06:30'
	);
});

it('shows when a mail of today went by its time, one of another day by its day too', async () => {
	const sent = (finishedAt: string) => ({ state: 'sent' as const, finishedAt });
	expect(await row('en', sent('2027-05-24T06:30:00.000Z'))).toMatch(/ note 24 May, 09:30$/);
	expect(await row('lv', sent('2027-05-24T06:30:00.000Z'))).toMatch(/ note 24\. maijs, 09:30$/);
	expect(await row('en', sent('2027-05-25T06:30:00.000Z'))).toMatch(/ note 09:30$/);
});

it('says in the reader’s language why a mail was handed to nobody', async () => {
	const refused = (detail: string) => ({
		state: 'failed' as const,
		lastAttempt: { result: 'refused' as const, detail }
	});
	const madeUp = await row('en', refused(ownReasons.madeUp));
	expect(madeUp).toContain('Not sent: a made-up address');
	expect(madeUp).not.toContain('Not delivered');
	expect(await row('lv', refused(ownReasons.madeUp))).toContain('Nav sūtīta: izdomāta adrese');
	expect(await row('lv', refused(ownReasons.suppressed))).toContain(
		'Šī adrese jau iepriekš tika noraidīta'
	);
	expect(await row('lv', refused('550 no such user'))).toContain('550 no such user');
});
