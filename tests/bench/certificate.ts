import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { qrSvgPath } from '#lib/documents/qr.ts';
import { compilePdf } from '#lib/documents/typst.server.ts';
import { knotPoints, knotStep } from '#lib/ui/knot.ts';
import { alternate, type Measure } from './measure.ts';

const source = readFileSync(
	new URL('../../src/lib/certificates/certificate.typ', import.meta.url),
	'utf8'
);
const timestamp = '2027-05-25T08:00:00.000Z';
const pages = 60;

/** One certificate after another, through the worker and its queue, beside a bare Typst compiler with the same source. */
export async function certificate(): Promise<Measure> {
	const bare = NodeCompiler.create({ workspace: '/nonexistent' });
	const creationTimestamp = Date.parse(timestamp) / 1_000;
	let count = 0;

	const ours = (inputs: Record<string, string>) => compilePdf(source, inputs, { timestamp });
	const baseline = (inputs: Record<string, string>) => {
		const pdf = bare.pdf(
			{ mainFileContent: source, inputs },
			{ pdfStandard: 'a-3a', creationTimestamp }
		);
		bare.evictCache(10);
		return pdf;
	};

	const perSecond = async (compile: (inputs: Record<string, string>) => unknown) => {
		const started = performance.now();
		for (let page = 0; page < pages; page++) await compile(inputsOf(`Guest number ${++count}`));
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

function inputsOf(name: string): Record<string, string> {
	const { size, path } = qrSvgPath('https://conference.school.example/certificate/7K3M9QXW2B4H');
	const printed = {
		lang: 'en',
		heading: 'Certificate',
		opening: 'This is to confirm that',
		name,
		'took-part': 'took part in',
		event: 'Evaluation conference 2027',
		talks: [
			{
				lead: 'and gave the talk',
				title: '“What SEM@SCHOOLS leaves behind”',
				project: 'in the project SEM@SCHOOLS'
			}
		],
		facts: '24 May 2027  ·  Daugavpils tehnikums  ·  8 hours',
		issued: 'Daugavpils tehnikums, 25 May 2027',
		confirmed: 'Confirmed by Daugavpils tehnikums. This is not a qualified electronic seal.',
		check: 'Check it at conference.school.example/certificate',
		code: '7K3M 9QXW 2B4H',
		qr: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`,
		'qr-alt': 'QR code of the page that confirms this certificate',
		watermark: ''
	};
	return {
		certificates: JSON.stringify([printed]),
		knot: JSON.stringify({ points: knotPoints, step: knotStep }),
		title: `Certificate: ${name}`,
		issuer: 'Daugavpils tehnikums'
	};
}
