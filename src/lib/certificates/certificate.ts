import type { Day, Instant } from '#lib/platform/clock.ts';
import type { TalkFormat } from '#lib/talks/talk.ts';
import { languages, type Language, type LocalizedText } from '#lib/platform/languages.ts';
import { isPrintable, printable } from '#lib/documents/typeface.ts';

/** The content of a certificate: frozen at issue, so that a repeated print is the same, letter by letter. */
export interface CertificateContent {
	/** As the person wants it spelled. */
	name: string;
	/** The language it is printed in. */
	language: Language;
	event: LocalizedText;
	place: string;
	/** The zone whose calendar the day of issue follows. */
	timeZone: string;
	/** The event's days on which the person was there, in order. */
	daysOn: Day[];
	/** Minutes of the published programme on those days, breaks included. */
	minutes: number;
	talks: GivenTalk[];
	/** The school that confirms it. */
	issuer: string;
}

export interface GivenTalk {
	format: TalkFormat;
	title: string;
	/** The project's name; empty when there is none. */
	project: string;
}

/** A day of the event, and how long it is. */
export interface EventDay {
	dayOn: Day;
	minutes: number;
}

/** The facts that every certificate of one edition shares. */
export interface SharedFacts {
	event: LocalizedText;
	place: string;
	timeZone: string;
	issuer: string;
	days: EventDay[];
	talks: (GivenTalk & { speakerIds: string[] })[];
}

/** Somebody who was there, as far as their certificate goes. */
export interface Attendee {
	personId: string;
	name: string;
	language: Language;
	/** The days the door saw them, as `daysThere` finds them. */
	daysOn: Day[];
}

/** Why nobody can print this person's certificate yet. */
export type NameProblem = 'nameless' | 'unprintable';

/** Undefined when the name can stand on a certificate. */
export function nameProblem(name: string): NameProblem | undefined {
	if (name.trim() === '') return 'nameless';
	return isPrintable(name) ? undefined : 'unprintable';
}

/** The facts with only such letters as can be printed. */
export function printableFacts({ talks, ...facts }: SharedFacts): SharedFacts {
	return {
		...facts,
		event: Object.fromEntries(
			Object.entries(facts.event).map(([language, words]) => [language, printable(words)])
		),
		place: printable(facts.place),
		issuer: printable(facts.issuer),
		talks: talks.map((talk) => ({
			...talk,
			title: printable(talk.title),
			project: printable(talk.project)
		}))
	};
}

/**
 * The certificate that somebody earned: for having attended on the days the door saw them, with the length of those
 * days, and having given each talk that names them as a speaker. Undefined for who never came. A speaker who did not
 * come gets nothing; a talk of two speakers counts for the one who came.
 */
export function earnedBy(attendee: Attendee, shared: SharedFacts): CertificateContent | undefined {
	if (attendee.daysOn.length === 0) return undefined;
	const { event, place, timeZone, issuer } = shared;
	const days = shared.days.filter(({ dayOn }) => attendee.daysOn.includes(dayOn));
	const talks = shared.talks.filter(({ speakerIds }) => speakerIds.includes(attendee.personId));
	return {
		name: attendee.name.normalize('NFC').trim(),
		language: attendee.language,
		event,
		place,
		timeZone,
		daysOn: attendee.daysOn,
		minutes: days.reduce((sum, { minutes }) => sum + minutes, 0),
		talks: talks.map(({ format, title, project }) => ({ format, title, project })),
		issuer
	};
}

/** True when two certificates tell a reader the same. The issuer and the zone may differ. */
export function saysTheSame(one: CertificateContent, other: CertificateContent): boolean {
	const told = ({ name, language, event, place, daysOn, minutes, talks }: CertificateContent) =>
		JSON.stringify([
			...[name, language, ...languages.map((one) => event[one] ?? ''), place, daysOn, minutes],
			talks.map(({ format, title, project }) => [format, title, project])
		]);
	return told(one) === told(other);
}

/** A certificate as it was issued. */
export interface Certificate {
	id: string;
	editionId: string;
	guestId: string;
	/** 12 letters and digits, 60 random bits: who knows it may read what the certificate says. */
	code: string;
	content: CertificateContent;
	issuedAt: Instant;
	revokedAt: Instant | null;
	revokedReason: string;
}

/** By what the mail with a certificate is known in the outbox: each certificate has one at most. */
export function mailKeyOf(certificateId: string): string {
	return `certificate:${certificateId}`;
}

export const codeLength = 12;
