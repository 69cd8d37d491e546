import type { Day, Instant, TimeOfDay } from '#lib/platform/clock.ts';
import type { Localized } from './json.ts';

export interface EditionTable {
	id: string;
	/** The edition's place in URLs, such as `2027`. */
	slug: string;
	title: Localized;
	theme: Localized;
	/** An IANA name such as `Europe/Riga`. */
	timeZone: string;
	venueName: string;
	venueAddress: string;
	/** Talks may be submitted until this instant. */
	talksDueAt: Instant | null;
	/** Guests are asked to answer by this instant. */
	answersDueAt: Instant | null;
	doorOpenedAt: Instant | null;
	doorClosedAt: Instant | null;
	createdAt: Instant;
	revision: number;
}

export interface EditionDayTable {
	id: string;
	editionId: string;
	dayOn: Day;
	/** At the venue. */
	opens: TimeOfDay;
	closes: TimeOfDay;
}

export interface RoomTable {
	id: string;
	editionId: string;
	name: string;
	capacity: number | null;
	position: number;
}

export interface ConferenceSchema {
	edition: EditionTable;
	editionDay: EditionDayTable;
	room: RoomTable;
}
