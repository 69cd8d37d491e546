import * as v from 'valibot';
import type { TalkStepTable, TalkTable } from '#lib/db/schema/talks.ts';
import {
	country,
	email,
	longText,
	requiredText,
	revision,
	text,
	wholeNumber
} from '#lib/platform/fields.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { isId } from '#lib/platform/ids.ts';
import { oneLine } from '#lib/platform/text.ts';

/**
 * The rights over a talk: its author (the first speaker) writes, submits and withdraws it; every speaker
 * reads it and may confirm it, because whoever opens the mail first answers for the group; organisers decide.
 */

export type TalkStep = TalkStepTable['step'];
export type TalkState = 'draft' | 'submitted' | 'accepted' | 'confirmed' | 'declined' | 'withdrawn';
export type TalkFormat = TalkTable['format'];

export const talkStates = [
	'submitted',
	'accepted',
	'confirmed',
	'declined',
	'withdrawn',
	'draft'
] as const satisfies TalkState[];
export const talkFormats = ['talk', 'workshop', 'poster', 'panel'] as const satisfies TalkFormat[];

/** Languages a talk may be held in: those of the partner countries. */
export const talkLanguages = [
	'en',
	'lv',
	'cs',
	'de',
	'el',
	'es',
	'et',
	'fi',
	'fr',
	'hr',
	'it',
	'lt',
	'mt',
	'nl',
	'pl',
	'pt',
	'ro',
	'ru',
	'sk',
	'sl',
	'uk'
] as const;
export type TalkLanguage = (typeof talkLanguages)[number];

const ways: Record<TalkState, Partial<Record<TalkStep, TalkState>>> = {
	draft: { submitted: 'submitted', withdrawn: 'withdrawn' },
	submitted: { withdrawn: 'withdrawn', accepted: 'accepted', declined: 'declined' },
	accepted: { confirmed: 'confirmed', withdrawn: 'withdrawn', declined: 'declined' },
	confirmed: { withdrawn: 'withdrawn' },
	declined: { accepted: 'accepted', withdrawn: 'withdrawn' },
	withdrawn: { submitted: 'submitted' }
};

/** Where a step leads from a state; undefined when it may not be taken there. */
export function afterStep(state: TalkState, step: TalkStep): TalkState | undefined {
	return ways[state][step];
}

/** The state after all steps, in any order they are given. A step that was not possible when it was taken has no effect. */
export function foldTalk(steps: readonly { number: number; step: TalkStep }[]): TalkState {
	return inOrder(steps).reduce<TalkState>(
		(state, { step }) => afterStep(state, step) ?? state,
		'draft'
	);
}

/** In the order in which they were taken, by their numbers: a server's clock may go back. */
export function inOrder<Step extends { number: number }>(steps: readonly Step[]): Step[] {
	return steps.toSorted((a, b) => a.number - b.number);
}

/** True while its author may still change what it says. */
export function isEditable(state: TalkState): boolean {
	return state === 'draft' || state === 'submitted' || state === 'withdrawn';
}

/** Until it was handed in once, a talk is nobody's to read but its speakers'. */
export function wasHandedIn(talk: Pick<Talk, 'submittedAt'>): boolean {
	return talk.submittedAt !== null;
}

/** True for a talk that belongs on the agenda. */
export function isOnAgenda(state: TalkState): boolean {
	return state === 'accepted' || state === 'confirmed';
}

export interface Speaker {
	personId: string;
	name: string;
	/** The name that the author gives them; empty for the author. */
	typedName: string;
	email: string | null;
	organisation: string | null;
	country: string | null;
	/** In which mails are written to them. */
	language: string;
}

export interface TakenStep {
	id: string;
	number: number;
	step: TalkStep;
	note: string;
	by: { id: string; name: string } | null;
	at: Instant;
}

export interface Talk {
	id: string;
	editionId: string;
	title: string;
	abstract: string;
	format: TalkFormat;
	minutes: number;
	/** ISO 639-1. */
	language: string;
	needs: string;
	state: TalkState;
	project: { id: string; title: string; acronym: string } | null;
	/** The author first. */
	speakers: Speaker[];
	/** When it was last submitted; null for one that never was. */
	submittedAt: Instant | null;
	createdAt: Instant;
	updatedAt: Instant;
	revision: number;
	/** Oldest first. */
	steps: TakenStep[];
}

/** The part of a talk that its author writes. */
export interface TalkContent {
	title: string;
	abstract: string;
	format: TalkFormat;
	minutes: number;
	language: string;
	needs: string;
	projectId: string | null;
	coSpeakers: { name: string; email: string }[];
}

export function authorOf(talk: Pick<Talk, 'speakers'>): Speaker | undefined {
	return talk.speakers[0];
}

/** The content of an author's form: co-speakers as they were typed, whatever name they are known by. */
export function contentOf(talk: Talk): TalkContent {
	return {
		title: talk.title,
		abstract: talk.abstract,
		format: talk.format,
		minutes: talk.minutes,
		language: talk.language,
		needs: talk.needs,
		projectId: talk.project?.id ?? null,
		coSpeakers: talk.speakers
			.slice(1)
			.map(({ typedName, email }) => ({ name: typedName, email: email ?? '' }))
	};
}

export type ShownSpeaker = Pick<
	Speaker,
	'personId' | 'name' | 'email' | 'organisation' | 'country'
>;

/**
 * A talk's speakers as one of them sees them. Anybody may name any address, so that until the talk is accepted nobody
 * learns from it whom an address belongs to: co-speakers stand as they were typed.
 */
export function shownSpeakers(
	talk: Pick<Talk, 'speakers' | 'state'>,
	readerId: string
): ShownSpeaker[] {
	return talk.speakers.map(
		({ personId, name, typedName, email, organisation, country }, position) =>
			position === 0 || personId === readerId || isOnAgenda(talk.state)
				? { personId, name, email, organisation, country }
				: { personId, name: typedName, email, organisation: null, country: null }
	);
}

/** A talk as a page showed it: which one, what it said and where it stood. A decision names what it was made on. */
export function seenOf(talk: Pick<Talk, 'id' | 'revision' | 'steps'>): string {
	return [talk.id, talk.revision, talk.steps.at(-1)?.id ?? ''].join(':');
}

const mostCoSpeakers = 10;

/** Co-speakers as they are typed: one a line, `Anna Liepa <anna@school.example>` or the bare address. */
export function readSpeakerLines(typed: string): { name: string; email: string }[] {
	return typed
		.split(/[\n;]/)
		.map(oneLine)
		.filter(Boolean)
		.map((line) => {
			const named = /^([^<>]*)<([^<>]*)>[ ,]*$/.exec(line);
			const words = line.split(/[ ,]+/).filter(Boolean);
			const address = named?.[2] ?? words.find((word) => word.includes('@')) ?? line;
			const name = named?.[1] ?? words.filter((word) => word !== address).join(' ');
			return { name: bareName(name), email: address.trim().toLowerCase() };
		});
}

/** The reverse of `readSpeakerLines`, for showing a talk in a form. */
export function speakerLines(speakers: readonly { name: string; email: string }[]): string {
	return speakers.map(({ name, email }) => (name ? `${name} <${email}>` : email)).join('\n');
}

function bareName(typed: string): string {
	return typed.replace(/^[\s"“„,]+|[\s"”“,]+$/g, '');
}

const coSpeakers = v.pipe(
	v.optional(v.string(), ''),
	v.transform(readSpeakerLines),
	v.check((list) => list.every((one) => v.is(email, one.email)), 'talks.co-speakers-unclear'),
	v.check((list) => list.every(({ name }) => name.length <= 120), 'form.too-long'),
	v.check((list) => list.length <= mostCoSpeakers, 'talks.co-speakers-too-many'),
	v.transform((list) => [...new Map(list.map((one) => [one.email, one])).values()])
);

const content = {
	title: requiredText(160),
	abstract: longText(3_000),
	format: v.picklist(talkFormats, 'form.choose'),
	minutes: wholeNumber(5, 240),
	language: v.picklist(talkLanguages, 'form.choose'),
	needs: longText(1_000),
	projectId: v.pipe(
		text(40),
		v.transform((id) => id || null)
	),
	coSpeakers
};

/** A talk as its author's form posts it. A draft needs no more than a title. */
export const talkForm = v.object(content);

/** As `talkForm`, for submitting: a committee cannot judge a talk that says nothing. */
export const submittedTalkForm = v.object({
	...content,
	abstract: v.pipe(content.abstract, v.nonEmpty('talks.abstract-missing'))
});

/** True for words that may be submitted, as `submittedTalkForm` has them. */
export function isComplete(words: Pick<TalkContent, 'title' | 'abstract'>): boolean {
	return v.is(v.pick(submittedTalkForm, ['title', 'abstract']), words);
}

/** The form that asks about an author who is not known by name. */
export const authorForm = v.object({ name: requiredText(120), organisation: text(), country });

/** Which talk, and which revision of it, a form speaks about. */
export const talkReference = v.object({
	talkId: v.pipe(
		text(40),
		v.check((id) => id === '' || isId(id), 'form.invalid')
	),
	editionId: text(40),
	revision
});

/** `seen` is what `seenOf` told of the talk on the page. */
export const decisionForm = v.object({ note: longText(2_000), seen: text() });

export const chosenTalksForm = v.object({
	chosen: v.pipe(v.optional(v.array(text()), []), v.nonEmpty('talks.choose-some'))
});
