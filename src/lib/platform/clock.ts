/** A UTC instant as text, to the millisecond: `2027-05-24T06:00:00.000Z`. Text order is time order. */
export type Instant = string;
/** A calendar day without a zone: `2027-05-24`. */
export type Day = string;
/** A wall-clock time of day: `HH:MM`. */
export type TimeOfDay = string;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export function instantNow(): Instant {
	return new Date().toISOString();
}

/** The instant `milliseconds` after (or, negative, before) another. */
export function later(instant: Instant, milliseconds: number): Instant {
	return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** How many days later the second day is; negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

/** The day so many days after (or, negative, before) another. */
export function dayAfter(from: Day, days: number): Day {
	return later(from, days * day).slice(0, '2027-05-24'.length);
}

/** Whole minutes between two instants, rounded down. */
export function minutesBetween(from: Instant, to: Instant): number {
	return Math.floor((Date.parse(to) - Date.parse(from)) / minute);
}
