import { languages, type Language } from '#lib/platform/languages.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { compilePdf } from '#lib/documents/typst.server.ts';
import { loadTranslate } from '#messages/load.ts';
import { knotPoints, knotStep } from '#lib/ui/knot.ts';
import type { CertificateContent } from './certificate.ts';
import template from './certificate.typ?raw';
import { checkAddress, printedCertificate } from './words.ts';

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
	return compilePdf(
		template,
		{
			certificates: JSON.stringify(pages),
			knot: JSON.stringify({ points: knotPoints, step: knotStep }),
			title: titleOf(pages),
			issuer: first.content.issuer,
			...(certificates.length === 1 && { facts: JSON.stringify(factsOf(first, origin)) })
		},
		{ timestamp: first.issuedAt }
	);
}

/** The same statement for a machine; what holds today is told by the address. Unsigned. */
function factsOf({ code, content, issuedAt }: Printable, origin: string) {
	const { name, event, place, daysOn, minutes, talks, issuer } = content;
	const workload = `PT${minutes}M`;
	const check = checkAddress(code, origin);
	return { name, event, place, daysOn, workload, talks, issuer, issuedAt, code, check };
}

function titleOf(pages: { heading: string; name: string }[]): string {
	const [first] = pages;
	return pages.length === 1 && first ? `${first.heading}: ${first.name}` : (first?.heading ?? '');
}

async function translators() {
	const loaded = await Promise.all(
		languages.map(async (language) => [language, await loadTranslate(language)] as const)
	);
	return Object.fromEntries(loaded) as Record<Language, Awaited<ReturnType<typeof loadTranslate>>>;
}
