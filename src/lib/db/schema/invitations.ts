import type { Instant } from '#lib/platform/clock.ts';
import type { Json } from './json.ts';

/** The calendar entry a guest was last sent, one for each guest and subject. */
export interface CalendarEntryTable {
	id: string;
	guestId: string;
	/** `day:2027-05-24` or `talk:<talk id>`. */
	subject: string;
	/** Random, never changed. */
	uid: string;
	sequence: number;
	method: 'REQUEST' | 'CANCEL';
	/** JSON of `EntryContent` in invitations/entries.ts: what the guest saw. */
	content: Json;
	stampedAt: Instant;
}

/** An edition whose calendars are brought in line once its agenda and settings have settled. */
export interface CalendarSettlingTable {
	editionId: string;
	/** When the first of the changes came that wait. */
	beganAt: Instant;
	dueAt: Instant;
	/** JSON of `Concern` in invitations/concern.ts: whose calendars. */
	concern: Json;
	/** Guests up to this id are done, where it was begun; else empty. */
	doneUpTo: string;
}

export interface InvitationsSchema {
	calendarEntry: CalendarEntryTable;
	calendarSettling: CalendarSettlingTable;
}
