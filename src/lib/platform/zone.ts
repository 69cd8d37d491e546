import type { Day, Instant, TimeOfDay } from './clock.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string): Intl.DateTimeFormat {
	let formatter = formatters.get(timeZone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('sv-SE', {
			timeZone,
			dateStyle: 'short',
			timeStyle: 'medium'
		});
		formatters.set(timeZone, formatter);
	}
	return formatter;
}

/** The day and time on a wall clock in `timeZone` (an IANA name) at an instant. Throws RangeError for an unknown zone. */
export function wallClockAt(instant: Instant, timeZone: string): { day: Day; time: TimeOfDay } {
	const [day = '', time = ''] = wallClock(timeZone).format(Date.parse(instant)).split(' ');
	return { day: wholeYear(day), time: time.slice(0, 5) };
}

/**
 * The instant at which a clock in `timeZone` shows this day and time. A time skipped in spring becomes
 * the same distance after the gap; of a time repeated in autumn, the first is meant (RFC 5545, 3.3.5).
 */
export function instantAt(day: Day, time: TimeOfDay, timeZone: string): Instant {
	const wanted = Date.parse(`${day}T${time}:00.000Z`);
	const before = wanted - offsetAt(wanted - 24 * 3_600_000, timeZone);
	const after = wanted - offsetAt(wanted + 24 * 3_600_000, timeZone);
	const shows = (moment: number) => moment + offsetAt(moment, timeZone) === wanted;
	const moment = shows(before) ? before : shows(after) ? after : before;
	return new Date(moment).toISOString();
}

function offsetAt(moment: number, timeZone: string): number {
	const [day = '', time] = wallClock(timeZone).format(moment).split(' ');
	return Date.parse(`${wholeYear(day)}T${time}.000Z`) - (moment - (moment % 1000));
}

/** The first centuries' years come without their noughts. */
function wholeYear(day: string): Day {
	return day.padStart('2027-05-24'.length, '0');
}

/** True for an IANA zone this runtime knows; an offset such as `+03:00` is none, since it knows no summer. */
export function isTimeZone(name: string): boolean {
	if (/^[+-]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat(undefined, { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
