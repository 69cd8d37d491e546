import * as v from 'valibot';
import { country, email, language, requiredText, text } from '#lib/platform/fields.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { languageOr, type Language } from '#lib/platform/languages.ts';
import { compareText } from '#lib/platform/text.ts';
import type { Person } from '#lib/people/person.ts';

export const answers = ['yes', 'no', 'maybe'] as const;
export type Answer = (typeof answers)[number];
/** What is known of a guest's coming: an answer, or none yet. */
export type AnswerState = Answer | 'waiting';
export const answerStates = [...answers, 'waiting'] as const satisfies AnswerState[];

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

/** What holds now: the newest answer. The order in which the answers are given to it does not matter. */
export function foldAnswers(given: Iterable<GivenAnswer>): FoldedAnswers {
	const history = [...given].sort(newestFirst);
	const [latest] = history;
	return { state: latest?.answer ?? 'waiting', latest, history };
}

// Ids are UUIDv7: of two answers in one millisecond, the later has the greater id.
function newestFirst(one: GivenAnswer, other: GivenAnswer): number {
	return compareText(other.at, one.at) || compareText(other.id, one.id);
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
	/** What their ticket's QR code holds. */
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
	/** The name for the certificate: as the guest wishes, else the person's. */
	certificateName: string;
	companions: Companion[];
	/** They said what they need to take part; what it is, `findAccessNeeds` opens. */
	hasNeeds: boolean;
}

/** Whoever holds a ticket, with what the door needs to know: no address, no phone number. */
export interface TicketHolder {
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

/** Who comes as things stand: the guests who said yes and the companions they bring. */
export interface AnswerCounts {
	yes: number;
	no: number;
	maybe: number;
	waiting: number;
	/** All on the list; the four above add up to it. */
	total: number;
	/** Companions of those who said yes, and of those who said maybe. */
	companions: { yes: number; maybe: number };
}

const companionRow = v.object({ id: text(40), name: text() });
export type CompanionRow = v.InferOutput<typeof companionRow>;

/** The first tap: the answer alone. */
export const answerForm = v.object({ answer: v.picklist(answers, 'invitations.answer-needed') });

/** What follows a yes or a maybe. */
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

/** What an organiser mends about a guest. */
export const guestForm = v.object(person);
