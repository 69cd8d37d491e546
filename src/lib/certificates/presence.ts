import { daysBetween, minutesBetween, type Day } from '#lib/platform/clock.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { conferenceHours } from '#lib/agenda/hours.ts';
import type { Programme } from '#lib/agenda/programme.ts';
import { foldTicket, type Scan } from '#lib/door/scan.ts';
import type { EventDay } from './certificate.ts';

/**
 * The days of the event on which a ticket was let in, in order; what the helper took back does not count. An entry on
 * another date than the event's (a tablet with a wrong calendar) counts for the nearest day.
 */
export function daysThere(
	scans: Iterable<Scan>,
	{ daysOn, timeZone }: { daysOn: readonly Day[]; timeZone: string }
): Day[] {
	const { arrivals } = foldTicket(scans, timeZone);
	return [...new Set(arrivals.map(({ dayOn }) => nearestDay(dayOn, daysOn)))].sort();
}

/** Of two equally near the earlier; the day itself when the event has no days. */
function nearestDay(dayOn: Day, daysOn: readonly Day[]): Day {
	if (daysOn.includes(dayOn)) return dayOn;
	const distance = (other: Day) => Math.abs(daysBetween(dayOn, other));
	return daysOn.toSorted((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1))[0] ?? dayOn;
}

/**
 * How long each day of the conference is: by the hours that calendars announce, breaks included, as course certificates
 * count them.
 */
export function lengthOfDays(
	edition: Pick<Edition, 'days' | 'timeZone'>,
	programme: Pick<Programme, 'days'> | undefined
): EventDay[] {
	return conferenceHours(edition, programme).map(({ dayOn, startsAt, endsAt }) => ({
		dayOn,
		minutes: Math.max(0, minutesBetween(startsAt, endsAt))
	}));
}
