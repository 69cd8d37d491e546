import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CertificateContent } from '#lib/certificates/certificate.ts';
import { printCertificates, printSpecimen } from '#lib/certificates/print.server.ts';
import { printable } from '#lib/documents/typeface.ts';
import { makeContent } from './content.ts';

const origin = 'https://conference.school.example';

function print(...contents: CertificateContent[]): Promise<Uint8Array> {
	const issuedAt = '2027-05-25T08:00:00.000Z';
	return printCertificates(
		contents.map((content) => ({ code: '7K3M9QXW2B4H', content, issuedAt })),
		{ origin }
	);
}

async function pagesOf(pdf: Uint8Array): Promise<string[]> {
	const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: false });
	return text.map((page) => page.replace(/\s+/g, ' '));
}

describe('a printed certificate', () => {
	it('says in English who took part in what, when, for how long, and who gave which talk', async () => {
		const [page] = await pagesOf(await print(makeContent()));
		expect(page).toBe(
			[
				'CERTIFICATE',
				'This is to confirm that Zane Ozoliņa took part in Evaluation conference 2027',
				'and gave the talk “What SEM@SCHOOLS leaves behind” in the project SEM@SCHOOLS',
				'24 May 2027 · Daugavpils tehnikums · 8 hours',
				'Daugavpils tehnikums, 25 May 2027',
				'Confirmed by Daugavpils tehnikums. This is not a qualified electronic seal.',
				'Check it at conference.school.example/certificate 7K3M 9QXW 2B4H'
			].join(' ')
		);
	});

	it('says the same in Latvian', async () => {
		const content = makeContent({ language: 'lv', daysOn: ['2027-05-24', '2027-05-25'] });
		const [page] = await pagesOf(await print({ ...content, minutes: 740 }));
		expect(page).toBe(
			[
				'APLIECĪBA',
				'Ar šo tiek apliecināts, ka Zane Ozoliņa piedalījās konferencē Izvērtēšanas konference 2027',
				'un uzstājās ar priekšlasījumu „What SEM@SCHOOLS leaves behind” projektā SEM@SCHOOLS',
				'2027. gada 24.–25. maijs · Daugavpils tehnikums · 12 h 20 min',
				'Daugavpils tehnikums, 2027. gada 25. maijs',
				'Apliecina Daugavpils tehnikums. Šis nav kvalificēts elektroniskais zīmogs.',
				'Pārbaudiet: conference.school.example/certificate 7K3M 9QXW 2B4H'
			].join(' ')
		);
	});

	it('says the same in Lithuanian', async () => {
		const event = { en: 'Evaluation conference 2027', lt: 'Projektų vertinimo konferencija' };
		const content = makeContent({ language: 'lt', event, name: 'Rūta Šimkutė-Žąsytė' });
		const [page] = await pagesOf(await print({ ...content, minutes: 740 }));
		expect(page).toBe(
			[
				'PAŽYMĖJIMAS',
				'Pažymima, kad Rūta Šimkutė-Žąsytė dalyvavo konferencijoje Projektų vertinimo konferencija',
				'ir skaitė pranešimą „What SEM@SCHOOLS leaves behind“ pagal projektą SEM@SCHOOLS',
				'2027 m. gegužės 24 d. · Daugavpils tehnikums · 12 val. 20 min.',
				'Daugavpils tehnikums, 2027 m. gegužės 25 d.',
				'Patvirtino Daugavpils tehnikums. Tai nėra kvalifikuotas elektroninis spaudas.',
				'Patikrinkite: conference.school.example/certificate 7K3M 9QXW 2B4H'
			].join(' ')
		);
	});

	it('printed again is the same, byte for byte', async () => {
		const once = await print(makeContent());
		await print(makeContent({ name: 'Somebody Else' }));
		expect(Buffer.compare(once, await print(makeContent()))).toBe(0);
	});

	it('is archivable, named, dated, and carries its facts for machines', async () => {
		const pdf = await print(makeContent());
		const document = await getDocumentProxy(pdf.slice());
		const { info } = await getMeta(document);
		expect([info['Title'], info['Author'], info['CreationDate'], info['Language']]).toEqual([
			'Certificate: Zane Ozoliņa',
			'Daugavpils tehnikums',
			'D:20270525080000Z',
			'en'
		]);
		const attached = (await document.getAttachments()) as Record<string, { content: Uint8Array }>;
		const facts = attached['certificate.json']?.content;
		expect(JSON.parse(new TextDecoder().decode(facts))).toEqual({
			name: 'Zane Ozoliņa',
			event: { en: 'Evaluation conference 2027', lv: 'Izvērtēšanas konference 2027' },
			place: 'Daugavpils tehnikums',
			daysOn: ['2027-05-24'],
			workload: 'PT480M',
			talks: makeContent().talks,
			issuer: 'Daugavpils tehnikums',
			issuedAt: '2027-05-25T08:00:00.000Z',
			code: '7K3M9QXW2B4H',
			check: 'https://conference.school.example/certificate/7K3M9QXW2B4H'
		});
	});

	it('shown before it is issued is marked across, and has nobody’s code', async () => {
		const now = '2027-05-25T08:00:00.000Z';
		const [page] = await pagesOf(await printSpecimen(makeContent(), { origin, now }));
		expect(page).toContain('Specimen');
		expect(page).toContain('0000 0000 0000');
	});

	it('takes one page each, in the language of each', async () => {
		const pages = await pagesOf(
			await print(
				makeContent({ name: 'Anna', talks: [] }),
				makeContent({ name: 'Ελένη Παπαδοπούλου', language: 'lv' }),
				makeContent({ name: 'Jüri Põld' })
			)
		);
		expect(pages.map((page) => /(?:that|ka) (.*?) (?:took|pieda)/.exec(page)?.[1])).toEqual([
			'Anna',
			'Ελένη Παπαδοπούλου',
			'Jüri Põld'
		]);
	});

	it('fits one page with whatever people are and do, and takes code for words', async () => {
		const words = fc
			.oneof(
				fc.string({ unit: 'grapheme', maxLength: 120 }),
				fc.constantFrom(
					'#panic()',
					'$x$',
					'*',
					'"]}',
					'\\',
					'w'.repeat(200),
					'long word '.repeat(20)
				)
			)
			.map(printable);
		const talk = fc.record({
			format: fc.constantFrom('talk', 'workshop', 'poster', 'panel'),
			title: words,
			project: words
		});
		const content = fc
			.record({
				name: words,
				place: words,
				issuer: words,
				event: fc.record({ en: words, lv: words }),
				talks: fc.array(talk, { maxLength: 6 })
			})
			.map((different) => makeContent(different as Partial<CertificateContent>));
		await fc.assert(
			fc.asyncProperty(content, async (content) => {
				const document = await getDocumentProxy(await print(content));
				expect(document.numPages).toBe(1);
			}),
			{ numRuns: 60 }
		);
	});
});
