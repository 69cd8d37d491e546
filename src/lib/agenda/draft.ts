import type { Edition } from '#lib/conference/edition.ts';
import { dayAfter, daysBetween, type Day } from '#lib/platform/clock.ts';
import { compareText } from '#lib/platform/text.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';
import type { AgendaItem } from './item.ts';

/** By start, the unplaced last; what starts together by the order of the rooms, before it what is in none. */
export function byStartAndRoom(
	items: readonly AgendaItem[],
	rooms: readonly { id: string }[]
): AgendaItem[] {
	const places = new Map(rooms.map(({ id }, place) => [id, place]));
	const placeOf = ({ roomId }: AgendaItem) => places.get(roomId ?? '') ?? -1;
	return items.toSorted(
		(a, b) =>
			compareText(a.startsAt ?? '9', b.startsAt ?? '9') ||
			placeOf(a) - placeOf(b) ||
			compareText(a.id, b.id)
	);
}

/** The items without a time and a place. A talk that is no longer accepted needs none. */
export function unplacedOf(items: readonly AgendaItem[]): AgendaItem[] {
	return items.filter((item) => item.startsAt === null && !isGone(item));
}

/** Talks without a place that were withdrawn or declined meanwhile: all that is left is to take them off. */
export function goneOf(items: readonly AgendaItem[]): AgendaItem[] {
	return items.filter((item) => item.startsAt === null && isGone(item));
}

function isGone({ talk }: AgendaItem): boolean {
	return talk !== null && !isOnAgenda(talk.state);
}

export interface DraftMove {
	/** The first day on which anything stands, and those that it may become. */
	from: Day;
	to: Day[];
	/** How many items stand on a day that is none of the conference's. */
	stray: number;
}

/**
 * By which moves of the whole draft all of it comes to stand on the conference's days; undefined while it does so
 * already, and when it spans more days than there are.
 */
export function draftMove(
	items: readonly AgendaItem[],
	{ days, timeZone }: Pick<Edition, 'days' | 'timeZone'>
): DraftMove | undefined {
	const placed = items.flatMap(({ startsAt }) =>
		startsAt ? [wallClockAt(startsAt, timeZone).day] : []
	);
	const open = new Set(days.map(({ dayOn }) => dayOn));
	const stray = placed.filter((dayOn) => !open.has(dayOn)).length;
	const [from] = placed.sort();
	if (!from || stray === 0) return undefined;
	const to = [...open].filter((first) =>
		placed.every((dayOn) => open.has(dayAfter(dayOn, daysBetween(from, first))))
	);
	return to.length > 0 ? { from, to, stray } : undefined;
}

/** The draft's items on each of the edition's days, and on any other day that something was given. */
export function draftDays(
	items: readonly AgendaItem[],
	edition: Pick<Edition, 'days' | 'rooms' | 'timeZone'>
): { dayOn: Day; items: AgendaItem[] }[] {
	const placed = byStartAndRoom(items, edition.rooms).flatMap((item) =>
		item.startsAt === null
			? []
			: [{ item, dayOn: wallClockAt(item.startsAt, edition.timeZone).day }]
	);
	const days = new Set([...edition.days, ...placed].map(({ dayOn }) => dayOn));
	return [...days].sort().map((dayOn) => ({
		dayOn,
		items: placed.filter((one) => one.dayOn === dayOn).map(({ item }) => item)
	}));
}
