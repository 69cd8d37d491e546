import { languages, type Language } from '#lib/platform/languages.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { compilePdf } from '#lib/documents/typst.server.ts';
import { loadTranslate } from '#messages/load.ts';
import { knotPoints, knotStep } from '#lib/ui/knot.ts';
import { codeLength, type CertificateContent } from './certificate.ts';
import template from './certificate.typ?raw';
import { checkAddress, printedCertificate, type PrintedCertificate } from './words.ts';

export { pdfResponse } from './pdf-response.server.ts';

export interface Printable {
	code: string;
	content: CertificateContent;
	issuedAt: Instant;
}

/**
 * Certificates as one PDF/A-3a, a page each, in the language each was issued in. Made from what is frozen in them
 * alone: printing again gives the same bytes. Rejects with DocumentError; at most a few hundred at once.
 */
export async function printCertificates(
	certificates: readonly Printable[],
	{ origin }: { origin: string }
): Promise<Uint8Array> {
	const [first] = certificates;
	if (!first) throw new Error('No certificate to print');
	const translate = await translators();
	const pages = certificates.map((certificate) =>
		printedCertificate(certificate, { t: translate[certificate.content.language], origin })
	);
	const facts = certificates.length === 1 ? factsOf(first, origin) : undefined;
	return set(pages, { ...first, facts });
}

/** How a certificate would look, marked as a specimen across the page; its code is nobody's. */
export async function printSpecimen(
	content: CertificateContent,
	{ origin, now }: { origin: string; now: Instant }
): Promise<Uint8Array> {
	const t = (await translators())[content.language];
	const specimen = { code: '0'.repeat(codeLength), content, issuedAt: now };
	const page = printedCertificate(specimen, { t, origin });
	return set([{ ...page, watermark: t('certificates.specimen') }], specimen);
}

function set(
	pages: PrintedCertificate[],
	{ content, issuedAt, facts }: Omit<Printable, 'code'> & { facts?: object | undefined }
): Promise<Uint8Array> {
	return compilePdf(
		template,
		{
			certificates: JSON.stringify(pages),
			knot: JSON.stringify({ points: knotPoints, step: knotStep }),
			title: titleOf(pages),
			issuer: content.issuer,
			...(facts && { facts: JSON.stringify(facts) })
		},
		{ timestamp: issuedAt }
	);
}

/** The same statement for a machine; what holds today is told by the address. Unsigned. */
function factsOf({ code, content, issuedAt }: Printable, origin: string) {
	const { name, event, place, daysOn, minutes, talks, issuer } = content;
	const workload = `PT${minutes}M`;
	const check = checkAddress(code, origin);
	return { name, event, place, daysOn, workload, talks, issuer, issuedAt, code, check };
}

function titleOf(pages: PrintedCertificate[]): string {
	const [first] = pages;
	return pages.length === 1 && first ? `${first.heading}: ${first.name}` : (first?.heading ?? '');
}

async function translators() {
	const loaded = await Promise.all(
		languages.map(async (language) => [language, await loadTranslate(language)] as const)
	);
	return Object.fromEntries(loaded) as Record<Language, Awaited<ReturnType<typeof loadTranslate>>>;
}
