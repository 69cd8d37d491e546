import type { Day, Instant, TimeOfDay } from '#lib/platform/clock.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { compareText } from '#lib/platform/text.ts';

/** How many came in within one stretch of time, by the clock at the venue. */
export interface ArrivalSlot {
	from: TimeOfDay;
	count: number;
}

/** The arrivals of one day, in slots of equal length from the first to the last, and at least six. */
export interface ArrivalDay {
	dayOn: Day;
	/** How long a slot is. */
	minutes: number;
	slots: ArrivalSlot[];
}

/** How long a slot may be, in minutes; the shortest that will do is taken. */
const slotLengths = [10, 15, 30, 60];
const mostSlotsADay = 24;
/** Fewer would be drawn as wide as a wall. */
const fewestSlotsADay = 6;

/** Counts first entries for a chart: each day in the shortest slots of which at most 24 cover it. */
export function countArrivals(arrivals: { at: Instant }[], timeZone: string): ArrivalDay[] {
	const byDay = new Map<Day, number[]>();
	for (const { at } of arrivals) {
		const { day, time } = wallClockAt(at, timeZone);
		const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
		const moments = byDay.get(day);
		if (moments) moments.push(minutes);
		else byDay.set(day, [minutes]);
	}
	return [...byDay]
		.sort(([one], [other]) => compareText(one, other))
		.map(([dayOn, moments]) => ({ dayOn, ...slotsOf(moments) }));
}

function slotsOf(moments: number[]): Pick<ArrivalDay, 'minutes' | 'slots'> {
	const first = Math.min(...moments);
	const last = Math.max(...moments);
	const spans = (length: number) => Math.floor(last / length) - Math.floor(first / length) + 1;
	const minutes = slotLengths.find((length) => spans(length) <= mostSlotsADay) ?? 60;
	const length = Math.max(fewestSlotsADay, spans(minutes));
	const start = Math.min(Math.floor(first / minutes), (24 * 60) / minutes - length);
	const counts = Array.from({ length }, () => 0);
	for (const moment of moments) {
		const slot = Math.floor(moment / minutes) - start;
		counts[slot] = (counts[slot] ?? 0) + 1;
	}
	return {
		minutes,
		slots: counts.map((count, at) => ({ from: timeOf((start + at) * minutes), count }))
	};
}

function timeOf(minutes: number): TimeOfDay {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
