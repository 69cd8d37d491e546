import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { Recipient } from '#lib/certificates/recipient.ts';
import type { Language } from '#lib/platform/languages.ts';
import { formatInstant } from '#lib/platform/format.ts';
import { loadTranslate } from '#messages/load.ts';
import RecipientRow from '../../src/routes/organise/[edition=edition]/certificates/RecipientRow.svelte';
import Speaking from '../ui/Speaking.svelte';

/** The words of somebody's row in the list of certificates. */
async function row(language: Language, more: Partial<Recipient>): Promise<string> {
	const t = await loadTranslate(language);
	const component = RecipientRow as unknown as Component<Record<string, unknown>>;
	const recipient = {
		...{ guestId: 'one', name: 'Anna', organisation: '', email: 'anna@school.example' },
		...{ daysOn: ['2027-05-24'], minutes: 480, talks: [], problem: undefined },
		...{ state: 'issued', delivery: 'paper', mailId: undefined },
		certificate: {
			...{ id: 'two', code: '7K3M9QXW2B4H', issuedAt: '2027-05-25T08:00:00.000Z' },
			...{ revokedAt: null, revokedReason: '' }
		},
		...more
	};
	const props = { recipient, base: '/organise/2027', kept: '', timeZone: 'Europe/Riga' };
	return render(Speaking, { props: { t, component, props: { ...props, early: false } } })
		.body.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
}

it('a certificate was issued on a day, and may be on paper only', async () => {
	expect(await row('en', {})).toContain('Issued 25 May 2027 Not mailed: print it');
	expect(await row('lv', {})).toContain('Izsniegta 2027. gada 25. maijs Nav sūtīta: izdrukājiet');
	expect(await row('lv', { state: 'changed' })).toContain(
		'Saturs kopš izsniegšanas mainījies 2027. gada 25. maijs'
	);
});

it('Latvian sentences with a time put it into their case', async () => {
	const t = await loadTranslate('lv');
	const end = (dayCase: 'on' | 'until') =>
		formatInstant('2027-05-24T14:00:00.000Z', 'Europe/Riga', 'lv', dayCase);
	expect(t('certificates.not-over', { end: end('until') })).toBe(
		'Konference ilgst līdz 2027.\u00a0gada 24.\u00a0maijam, 17:00. Apliecībā norādītas visas dienas stundas.'
	);
	expect(t('certificates.progress-until', { time: end('on') })).toBe(
		'Pēdējā tiks nosūtīta 2027.\u00a0gada 24.\u00a0maijā, 17:00.'
	);
});
