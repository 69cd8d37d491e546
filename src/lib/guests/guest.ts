import * as v from 'valibot';
import { country, email, language, requiredText, text } from '#lib/platform/fields.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { languageOr, type Language } from '#lib/platform/languages.ts';
import type { Person } from '#lib/people/person.ts';

export const answers = ['yes', 'no', 'maybe'] as const;
export type Answer = (typeof answers)[number];
/** A guest's answer, or that there is none yet. */
export type AnswerState = Answer | 'unanswered';
export const answerStates = [...answers, 'unanswered'] as const satisfies AnswerState[];

export const guestRoles = [
	'guest',
	'speaker',
	'partner',
	'learner',
	'parent',
	'organiser'
] as const;
export type GuestRole = (typeof guestRoles)[number];

/** Letters and digits in a ticket's code: 80 random bits. */
export const ticketCodeLength = 16;

/** Companions a guest may bring. */
export const mostCompanions = 5;

/** One answer as given; never changed afterwards. */
export interface GivenAnswer {
	id: string;
	/** Counts the guest's answers from 1. */
	number: number;
	answer: Answer;
	/** The language the guest wants to be written to in. */
	language: string;
	/** How the name should stand on the certificate; empty: as it stands on the list. */
	certificateName: string;
	givenBy: 'guest' | 'organiser';
	byPersonId: string | null;
	at: Instant;
}

export interface FoldedAnswers {
	state: AnswerState;
	/** The answer that holds. */
	latest: GivenAnswer | undefined;
	/** Newest first. */
	history: GivenAnswer[];
}

/** The answer that holds now: the one with the highest number. The order in which they are given does not matter. */
export function foldAnswers(given: Iterable<GivenAnswer>): FoldedAnswers {
	const history = [...given].sort((one, other) => other.number - one.number);
	const [latest] = history;
	return { state: latest?.answer ?? 'unanswered', latest, history };
}

export interface Companion {
	id: string;
	name: string;
	ticketCode: string;
}

/** A person invited to an edition, with what holds now. */
export interface Guest {
	id: string;
	editionId: string;
	person: Person;
	source: 'import' | 'organiser' | 'speaker' | 'walk-in';
	role: GuestRole;
	/** The text in their ticket's QR code. */
	ticketCode: string;
	linkVersion: number;
	createdAt: Instant;
	invitedAt: Instant | null;
	mailStoppedAt: Instant | null;
	removedAt: Instant | null;
	state: AnswerState;
	answeredAt: Instant | null;
	/** The language to write to them in: the one of their answer, else the person's. */
	language: Language;
	/** As `certificateNameOf` finds it. */
	certificateName: string;
	companions: Companion[];
	/** They said what they need to take part; what it is, `findAccessNeeds` opens. */
	hasNeeds: boolean;
}

/** A guest's ticket or a companion's, with what the door needs to know of its holder: no address, no phone number. */
export interface Ticket {
	ticketCode: string;
	guestId: string;
	/** Set when the ticket is a companion's. */
	companionId: string | null;
	name: string;
	organisation: string | null;
	/** The guest's newest answer; a companion has the guest's. */
	answer: Answer | null;
	/** Taken off the list after the ticket was made. */
	removed: boolean;
}

/** The guest's own ticket, then those of whom they bring. */
export function ticketsOf(guest: Guest): { name: string; ticketCode: string }[] {
	return [{ name: guest.person.name, ticketCode: guest.ticketCode }, ...guest.companions];
}

/** The language a guest is written to in. */
export function guestLanguage(
	latest: { language: string } | undefined,
	person: { language: Language }
): Language {
	return languageOr(latest?.language, person.language);
}

/** The name for the certificate: as the guest wished, else the person's. */
export function certificateNameOf(
	latest: { certificateName: string | null } | undefined,
	person: { name: string }
): string {
	return latest?.certificateName || person.name;
}

/** True for those who did not decline: who has not answered may come too. */
export function mayCome<State extends AnswerState | null>(
	answer: State
): answer is Exclude<State, 'no'> {
	return answer !== 'no';
}

/** How many gave each answer as things are, and how many companions they bring. */
export interface AnswerCounts {
	yes: number;
	no: number;
	maybe: number;
	unanswered: number;
	/** All on the list; the four above add up to it. */
	total: number;
	/** Companions of those who said yes, and of those who said maybe. */
	companions: { yes: number; maybe: number };
}

const companionRow = v.object({ id: text(40), name: text() });
export type CompanionRow = v.InferOutput<typeof companionRow>;

/** The first tap: the answer alone. */
export const answerForm = v.object({ answer: v.picklist(answers, 'invitations.answer-needed') });

/** The form that follows a yes or a maybe. */
export const detailsForm = v.pipe(
	v.object({
		companions: v.optional(
			v.pipe(v.array(companionRow), v.maxLength(mostCompanions, 'invitations.too-many-companions')),
			[]
		),
		language,
		certificateName: text(120),
		accessNeeds: text(500),
		consent: v.optional(v.string())
	}),
	v.forward(
		v.check(
			({ accessNeeds, consent }) => !accessNeeds || Boolean(consent),
			'invitations.consent-needed'
		),
		['consent']
	)
);

const role = v.picklist(guestRoles, 'form.choose');
const person = { name: requiredText(120), organisation: text(), country, language, role };

/** A guest added by hand. */
export const newGuestForm = v.object({ ...person, email });

/** Another address of a guest. */
export const addressForm = v.object({ email });

/** The form with which an organiser corrects a guest. */
export const guestForm = v.object(person);
