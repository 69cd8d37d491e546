import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { CertificateContent } from '#lib/certificates/certificate.ts';
import source from '#lib/certificates/certificate.typ?raw';
import { printCertificates } from '#lib/certificates/print.server.ts';
import { printedCertificate } from '#lib/certificates/words.ts';
import { knotPoints, knotStep } from '#lib/ui/knot.ts';
import { loadTranslate } from '#messages/load.ts';
import { alternate, type Measure } from './measure.ts';

const origin = 'https://conference.school.example';
const issuedAt = '2027-05-25T08:00:00.000Z';
const pages = 60;

/**
 * One certificate after another as the app prints them (words, QR code, queue, worker thread), beside a bare Typst
 * compiler that is handed the same template with the finished words.
 */
export async function certificate(): Promise<Measure> {
	const bare = NodeCompiler.create({ workspace: '/nonexistent' });
	const t = await loadTranslate('en');
	const ready = printedCertificate(certificateOf('…'), { t, origin });
	const creationTimestamp = Date.parse(issuedAt) / 1_000;

	const ours = (name: string) => printCertificates([certificateOf(name)], { origin });
	const baseline = (name: string) => {
		const inputs = {
			certificates: JSON.stringify([{ ...ready, name }]),
			knot: JSON.stringify({ points: knotPoints, step: knotStep }),
			title: `Certificate: ${name}`,
			issuer: 'Daugavpils tehnikums',
			facts: '{}'
		};
		bare.pdf({ mainFileContent: source, inputs }, { pdfStandard: 'a-3a', creationTimestamp });
		bare.evictCache(10);
	};

	let count = 0;
	const perSecond = async (print: (name: string) => unknown) => {
		const started = performance.now();
		for (let page = 0; page < pages; page++) await print(`Guest number ${++count}`);
		return pages / ((performance.now() - started) / 1_000);
	};

	await perSecond(ours);
	await perSecond(baseline);
	const ratio = await alternate(
		7,
		() => perSecond(ours),
		() => perSecond(baseline)
	);
	return { name: 'certificate', ratio, floor: 0.7 };
}

function certificateOf(name: string) {
	const content: CertificateContent = {
		name,
		language: 'en',
		event: { en: 'Evaluation conference 2027' },
		place: 'Daugavpils tehnikums',
		timeZone: 'Europe/Riga',
		daysOn: ['2027-05-24'],
		minutes: 480,
		talks: [{ format: 'talk', title: 'What SEM@SCHOOLS leaves behind', project: 'SEM@SCHOOLS' }],
		issuer: 'Daugavpils tehnikums'
	};
	return { code: '7K3M9QXW2B4H', content, issuedAt };
}
