import * as v from 'valibot';
import type { AgendaKind } from './programme.ts';
import type { Instant } from '#lib/platform/clock.ts';
import {
	dayText,
	localized,
	requiredText,
	revision,
	text,
	ticked,
	timeOfDay,
	wholeNumber
} from '#lib/platform/fields.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import type { Talk } from '#lib/talks/talk.ts';

/** An item of the agenda's draft, with or without a place on it. */
export interface AgendaItem {
	id: string;
	editionId: string;
	kind: AgendaKind;
	/** A talk's own title under its language; what the organisers wrote for anything else. */
	title: LocalizedText;
	talk: Talk | null;
	roomId: string | null;
	/** Null while unplaced. */
	startsAt: Instant | null;
	endsAt: Instant | null;
	revision: number;
}

/** Kinds an organiser adds by hand; talks and workshops come from the talks. */
export const occasionKinds = ['break', 'ceremony', 'other'] as const satisfies AgendaKind[];

export const occasionForm = v.object({
	kind: v.picklist(occasionKinds, 'form.choose'),
	title: localized(160)
});

/** Where an item goes: a day and times by the venue's clock; `room` empty for an item that is bound to none. */
export const placeForm = v.object({
	itemId: text(40),
	talkId: text(40),
	revision,
	day: dayText,
	starts: timeOfDay,
	minutes: wholeNumber(5, 720),
	room: text(40),
	insist: ticked
});

/** Names an item and the revision that was on the screen. */
export const itemForm = v.object({
	itemId: requiredText(40),
	revision
});
