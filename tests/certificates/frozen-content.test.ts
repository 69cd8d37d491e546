import { expect, it } from 'vitest';
import type { CertificateContent } from '#lib/certificates/certificate.ts';
import { frozenContent } from '#lib/certificates/frozen-content.ts';

const content: CertificateContent = {
	name: 'Anna Bērziņa',
	language: 'lv',
	event: { en: 'Evaluation conference', lv: 'Izvērtēšanas konference' },
	place: 'Daugavpils',
	timeZone: 'Europe/Riga',
	daysOn: ['2027-05-24'],
	minutes: 440,
	talks: [{ format: 'poster', title: 'One chair, four countries', project: '' }],
	issuer: 'Daugavpils tehnikums'
};

it('a certificate is read as it was issued', () => {
	expect(frozenContent.read(frozenContent.write(content))).toEqual(content);
});

it('a certificate of a release to come, or a damaged one, is refused without being quoted', () => {
	const stored = (change: object) => JSON.stringify({ version: 1, ...content, ...change });
	expect(() => frozenContent.read(stored({ version: 2 }))).toThrow(
		'Content of a certificate: unknown version'
	);
	expect(() => frozenContent.read(stored({ minutes: null }))).toThrow(
		'Content of a certificate: does not fit its schema'
	);
});
