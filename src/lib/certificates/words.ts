import { daysBetween, type Day, type Instant } from '#lib/platform/clock.ts';
import { inLanguage, type Language } from '#lib/platform/languages.ts';
import type { Translate } from '#lib/platform/messages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { formatDayRange, formatList } from '#lib/platform/format.ts';
import { qrSvgPath } from '#lib/documents/qr.ts';
import { spellCode } from '#lib/platform/codes.ts';
import type { CertificateContent, GivenTalk } from './certificate.ts';

/** The text that `certificate.typ` sets on one page: every word, in one language. */
export interface PrintedCertificate {
	lang: Language;
	heading: string;
	opening: string;
	name: string;
	'took-part': string;
	event: string;
	talks: { lead: string; title: string; project: string }[];
	facts: string;
	issued: string;
	confirmed: string;
	check: string;
	code: string;
	/** An SVG image. */
	qr: string;
	'qr-alt': string;
	/** Across the page; empty on a real one. */
	watermark: string;
}

/** `t` speaks the language of the certificate; `origin` is where the app is reached. */
export function printedCertificate(
	{ code, content, issuedAt }: { code: string; content: CertificateContent; issuedAt: Instant },
	{ t, origin }: { t: Translate; origin: string }
): PrintedCertificate {
	const facts = [daysInWords(content.daysOn, t.language), content.place, hoursInWords(content, t)];
	const issuedOn = wallClockAt(issuedAt, content.timeZone).day;
	return {
		lang: t.language,
		heading: t('certificates.heading'),
		opening: t('certificates.opening'),
		name: content.name,
		'took-part': t('certificates.took-part'),
		event: inLanguage(content.event, t.language),
		talks: content.talks.map((talk) => talkInWords(talk, t)),
		facts: facts.filter(Boolean).join('  ·  '),
		issued: [content.issuer, daysInWords([issuedOn], t.language)].filter(Boolean).join(', '),
		confirmed: t('certificates.confirmed-by', { issuer: content.issuer }),
		check: t('certificates.check-at', { address: new URL(origin).host + '/certificate' }),
		code: spellCode(code),
		qr: qrImage(checkAddress(code, origin)),
		'qr-alt': t('certificates.qr-label'),
		watermark: ''
	};
}

/** Where anybody sees what a certificate says and whether it holds. */
export function checkAddress(code: string, origin: string): string {
	return `${origin}/certificate/${code}`;
}

/** Plain letters, because some mail programs spoil others: `certificate-7K3M9QXW2B4H.pdf`. */
export function fileName({ code }: { code: string }, t: Translate): string {
	return `${t('certificates.file-name')}-${code}.pdf`;
}

export function talkInWords(
	{ format, title, project }: GivenTalk,
	t: Translate
): PrintedCertificate['talks'][number] {
	return {
		lead: t(`certificates.${format}`),
		title: t('certificates.quoted', { title }),
		project: project && t('certificates.in-project', { project })
	};
}

/** `8 hours`, or `7 h 20 min`; empty for an event whose length nobody told. */
export function hoursInWords({ minutes }: { minutes: number }, t: Translate): string {
	if (minutes === 0) return '';
	const hours = Math.floor(minutes / 60);
	if (minutes % 60 === 0) return t('certificates.hours', { count: hours });
	return t('certificates.hours-minutes', { hours, minutes: minutes % 60 });
}

/** `24 May 2027`; days in a row as one range, others after each other. */
export function daysInWords(daysOn: readonly Day[], language: Language): string {
	const runs: { first: Day; last: Day }[] = [];
	for (const dayOn of daysOn.toSorted()) {
		const run = runs.at(-1);
		if (run && daysBetween(run.last, dayOn) <= 1) run.last = dayOn;
		else runs.push({ first: dayOn, last: dayOn });
	}
	const words = runs.map(({ first, last }) => formatDayRange(first, last, language));
	return formatList(words, language);
}

function qrImage(text: string): string {
	const { size, path } = qrSvgPath(text);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}
