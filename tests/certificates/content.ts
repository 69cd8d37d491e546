import type { CertificateContent } from '#lib/certificates/certificate.ts';

/** A certificate of one day and one talk, with what a test wants to be different. */
export function makeContent(different: Partial<CertificateContent> = {}): CertificateContent {
	return {
		name: 'Zane Ozoliņa',
		language: 'en',
		event: { en: 'Evaluation conference 2027', lv: 'Izvērtēšanas konference 2027' },
		place: 'Daugavpils tehnikums',
		timeZone: 'Europe/Riga',
		daysOn: ['2027-05-24'],
		minutes: 480,
		talks: [{ format: 'talk', title: 'What SEM@SCHOOLS leaves behind', project: 'SEM@SCHOOLS' }],
		issuer: 'Daugavpils tehnikums',
		...different
	};
}
