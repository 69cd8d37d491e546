import * as v from 'valibot';
import {
	dayAfter,
	daysBetween,
	later,
	minute,
	type Day,
	type Instant,
	type TimeOfDay
} from '#lib/platform/clock.ts';
import {
	dayText,
	localized,
	optionalDay,
	optionalLocalized,
	optionalWholeNumber,
	requiredText,
	revision,
	text,
	ticked,
	timeOfDay
} from '#lib/platform/fields.ts';
import { languages, type LocalizedText } from '#lib/platform/languages.ts';
import { fold } from '#lib/platform/text.ts';
import { instantAt, isTimeZone, wallClockAt } from '#lib/platform/zone.ts';

export interface EditionDay {
	id: string;
	dayOn: Day;
	/** By the clock at the venue. */
	opens: TimeOfDay;
	closes: TimeOfDay;
}

export interface Room {
	id: string;
	name: string;
	/** Null when nobody counts. */
	capacity: number | null;
	position: number;
}

/** One year's conference. Days are in order of date, rooms in the order the organisers gave. */
export interface Edition {
	id: string;
	/** Its place in URLs, such as `2027`. */
	slug: string;
	title: LocalizedText;
	theme: LocalizedText;
	/** An IANA name such as `Europe/Riga`. */
	timeZone: string;
	venueName: string;
	venueAddress: string;
	/** Talks may be submitted until this instant; null: until the last day is over. */
	talksDueAt: Instant | null;
	/** Guests are asked to answer by this instant. */
	answersDueAt: Instant | null;
	doorOpenedAt: Instant | null;
	doorClosedAt: Instant | null;
	days: EditionDay[];
	rooms: Room[];
	revision: number;
}

// First parts of addresses that mean something else than an edition.
const reserved = new Set<string>([
	...languages,
	'api',
	'app',
	'assets',
	'certificate',
	'certificates',
	'demo',
	'door',
	'edition',
	'favicon',
	'feedback',
	'fonts',
	'healthz',
	'help',
	'icons',
	'login',
	'mail',
	'manifest',
	'metrics',
	'new',
	'organise',
	'people',
	'privacy',
	'projects',
	'readyz',
	'robots',
	'rsvp',
	'service-worker',
	'settings',
	'sign-in',
	'sign-out',
	'static',
	'talks',
	'team',
	'unsubscribe'
]);

/** True when an edition may stand at `/{slug}`. */
export function isEditionSlug(slug: string): boolean {
	return /^[a-z0-9][a-z0-9-]{1,30}$/.test(slug) && !reserved.has(slug);
}

/** Whether talks may be submitted at `now`: until the deadline, else until the last day is over. */
export function takesTalks(edition: Edition, now: Instant): boolean {
	if (edition.talksDueAt) return now <= edition.talksDueAt;
	return !isOver(edition, now);
}

/** The venue's name and address in one line; empty while neither is known. */
export function venueOf({
	venueName,
	venueAddress
}: Pick<Edition, 'venueName' | 'venueAddress'>): string {
	return [venueName, venueAddress].filter(Boolean).join(', ');
}

/** Where something takes place, in one line: its room, if it has one, and the venue. */
export function placeIn(
	room: string | null,
	edition: Pick<Edition, 'venueName' | 'venueAddress'>
): string {
	return [room, venueOf(edition)].filter(Boolean).join(', ');
}

/** When the first day opens; undefined while no day is set. */
export function startsAt(edition: Pick<Edition, 'days' | 'timeZone'>): Instant | undefined {
	const first = edition.days[0];
	return first && instantAt(first.dayOn, first.opens, edition.timeZone);
}

/** When the last day closes; undefined while no day is set. */
export function endsAt(edition: Pick<Edition, 'days' | 'timeZone'>): Instant | undefined {
	const last = edition.days.at(-1);
	return last && instantAt(last.dayOn, last.closes, edition.timeZone);
}

/** Whether the last day has closed; never while no day is set. */
export function isOver(edition: Pick<Edition, 'days' | 'timeZone'>, now: Instant): boolean {
	const end = endsAt(edition);
	return end !== undefined && end <= now;
}

const slug = v.pipe(
	text(31),
	v.toLowerCase(),
	v.nonEmpty('form.required'),
	v.check(isEditionSlug, 'conference.slug-form')
);

const timeZone = v.pipe(
	text(60),
	v.nonEmpty('form.required'),
	v.check((name) => name === '' || isTimeZone(name), 'conference.time-zone-unknown')
);

/** A day and a time by the venue's clock; both empty when there is no deadline. */
const deadline = v.pipe(
	v.object({ on: optionalDay, time: v.union([timeOfDay, v.literal('')]) }),
	v.forward(
		v.check(({ on, time }) => on !== null || !time, 'conference.deadline-day-needed'),
		['on']
	)
);

const dayRow = v.pipe(
	v.object({ id: text(40), dayOn: dayText, opens: timeOfDay, closes: timeOfDay }),
	v.forward(
		v.check(({ opens, closes }) => opens < closes, 'conference.closes-before-opens'),
		['closes']
	)
);

const roomRow = v.object({
	id: text(40),
	name: requiredText(80),
	capacity: optionalWholeNumber(1, 100_000)
});

const settings = {
	title: localized(120),
	theme: optionalLocalized(300),
	timeZone,
	venueName: text(120),
	venueAddress: text(300),
	talksDue: deadline,
	answersDue: deadline,
	days: v.pipe(v.optional(v.array(dayRow), []), v.minLength(1, 'conference.day-needed')),
	rooms: v.pipe(
		v.optional(v.array(roomRow), []),
		v.check((rooms) => !hasTwins(rooms.map(({ name }) => fold(name))), 'conference.room-twice')
	)
};

/** True when something stands in the list twice. */
export function hasTwins(list: readonly string[]): boolean {
	return new Set(list).size < list.length;
}

const mostDays = 14;

/** The days from the first to the last, both included. */
export function daysFromTo(from: Day, to: Day): Day[] {
	const length = Math.max(0, daysBetween(from, to) + 1);
	return Array.from({ length }, (_, days) => dayAfter(from, days));
}

/** The form for a new edition: what it needs before anything else; the rest comes with its settings. */
export const newEditionForm = v.pipe(
	v.object({
		slug,
		title: localized(120),
		timeZone,
		venueName: text(120),
		dayOn: dayText,
		lastDayOn: optionalDay,
		sameRooms: ticked
	}),
	v.forward(
		v.check(({ dayOn, lastDayOn }) => !lastDayOn || dayOn <= lastDayOn, 'conference.last-day'),
		['lastDayOn']
	),
	v.forward(
		v.check(
			({ dayOn, lastDayOn }) => !lastDayOn || daysBetween(dayOn, lastDayOn) < mostDays,
			'conference.too-many-days'
		),
		['lastDayOn']
	)
);

export const editionForm = v.object({
	...settings,
	revision
});

/** A deadline as typed, as the last instant it leaves: of the minute, or of the day when no time is given. */
export function deadlineAt(
	typed: { on: Day | null; time: TimeOfDay | '' },
	timeZone: string
): Instant | null {
	if (!typed.on) return null;
	return later(instantAt(typed.on, typed.time || '23:59', timeZone), minute - 1);
}

/** The reverse, for showing a deadline in a form. */
export function typedDeadline(
	instant: Instant | null,
	timeZone: string
): { on: Day | ''; time: TimeOfDay | '' } {
	if (!instant) return { on: '', time: '' };
	const { day: on, time } = wallClockAt(instant, timeZone);
	return { on, time };
}
