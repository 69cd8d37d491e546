import { day as oneDay, minutesBetween, type Day, type Instant } from '#lib/platform/clock.ts';
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
	const distance = (other: Day) => Math.abs(Date.parse(other) - Date.parse(dayOn)) / oneDay;
	return daysOn.toSorted((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1))[0] ?? dayOn;
}

/**
 * How long each day of an event is: from its first item to the end of its last in the published programme, breaks
 * included, as course certificates count them. Days without items are as long as the house is open.
 */
export function lengthOfDays(
	open: readonly { dayOn: Day; opensAt: Instant; closesAt: Instant }[],
	published: readonly { dayOn: Day; items: readonly { startsAt: Instant; endsAt: Instant }[] }[]
): EventDay[] {
	const minutes = new Map<Day, number>();
	for (const { dayOn, opensAt, closesAt } of open)
		minutes.set(dayOn, Math.max(0, minutesBetween(opensAt, closesAt)));
	for (const { dayOn, items } of published) {
		const starts = items.map(({ startsAt }) => startsAt).sort()[0];
		const ends = items
			.map(({ endsAt }) => endsAt)
			.sort()
			.at(-1);
		if (starts && ends) minutes.set(dayOn, minutesBetween(starts, ends));
	}
	return [...minutes]
		.map(([dayOn, minutes]) => ({ dayOn, minutes }))
		.sort((one, other) => (one.dayOn < other.dayOn ? -1 : 1));
}
