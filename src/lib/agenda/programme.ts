import type { AgendaItemTable } from '#lib/db/schema/agenda.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';

export type AgendaKind = AgendaItemTable['kind'];

export const agendaKinds = [
	'talk',
	'workshop',
	'break',
	'ceremony',
	'other'
] as const satisfies AgendaKind[];

export interface ProgrammeSpeaker {
	personId: string;
	/** Empty for one of whom only an address is known: `namedSpeakers` leaves them out where people read. */
	name: string;
	organisation: string | null;
	/** ISO 3166-1 alpha-2. */
	country: string | null;
}

/** One thing that happens, as published. */
export interface ProgrammeItem {
	id: string;
	kind: AgendaKind;
	/** A talk's title stands under its own language alone, when that is one of ours. */
	title: LocalizedText;
	abstract: string;
	/** Of a talk, ISO 639-1; null for anything else. */
	language: string | null;
	startsAt: Instant;
	/** After `startsAt`. */
	endsAt: Instant;
	/** Null: not bound to a room. */
	room: string | null;
	talkId: string | null;
	projectTitle: string | null;
	/** The author first. */
	speakers: ProgrammeSpeaker[];
}

export interface ProgrammeDay {
	dayOn: Day;
	/** By start, then by the order of the rooms. */
	items: ProgrammeItem[];
}

/** A published agenda, frozen: later changes to talks, people or rooms do not reach it. */
export interface Programme {
	editionSlug: string;
	/** Counts an edition's releases from 1. */
	number: number;
	releasedAt: Instant;
	/** An IANA name: the zone in which days and times are shown. */
	timeZone: string;
	/** In order; a day on which nothing stands is left out. */
	days: ProgrammeDay[];
}

export interface Release {
	id: string;
	number: number;
	releasedAt: Instant;
	note: string;
	programme: Programme;
}

/** The id that stays when an item is taken off the agenda and put back: of the talk, else of the item itself. */
export function subjectOf(item: Pick<ProgrammeItem, 'id' | 'talkId'>): string {
	return item.talkId ?? item.id;
}

/** The speakers who can be named to everybody; an address never is. */
export function namedSpeakers({ speakers }: Pick<ProgrammeItem, 'speakers'>): ProgrammeSpeaker[] {
	return speakers.filter(({ name }) => name);
}

/** Every person who speaks, once each. */
export function speakerIdsIn(programme: Pick<Programme, 'days'>): string[] {
	const ids = itemsOf(programme).flatMap(({ speakers }) =>
		speakers.map(({ personId }) => personId)
	);
	return [...new Set(ids)];
}

export function itemsOf(programme: Pick<Programme, 'days'>): ProgrammeItem[] {
	return programme.days.flatMap(({ items }) => items);
}
