import type { Edition } from '#lib/conference/edition.ts';
import type { TalkState } from '#lib/talks/talk.ts';
import { nameOf } from '#lib/people/person.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { compareText } from '#lib/platform/text.ts';
import { instantAt, wallClockAt } from '#lib/platform/zone.ts';

/** As much of an agenda item as the rules need. Without times it is unplaced and clashes with nothing. */
export interface ClashItem {
	id: string;
	/** Null: not bound to a room. */
	roomId: string | null;
	startsAt: Instant | null;
	endsAt: Instant | null;
	talk: {
		state: TalkState;
		minutes: number;
		speakers: readonly { personId: string; name: string; email: string | null }[];
	} | null;
}

/** `blocking` is refused unless an organiser insists; an `error` cannot work on the day; the rest may be meant. */
export type ClashLevel = 'blocking' | 'error' | 'warning' | 'hint';

export type Clash =
	| { kind: 'room-taken'; level: 'blocking'; items: [string, string]; roomId: string }
	| {
			kind: 'speaker-twice';
			level: 'error';
			items: [string, string];
			personId: string;
			name: string;
	  }
	| { kind: 'outside-day'; level: 'error'; items: [string] }
	| { kind: 'talk-gone'; level: 'error'; items: [string]; state: TalkState }
	| { kind: 'unconfirmed'; level: 'warning'; items: [string] }
	| { kind: 'unnamed-speaker'; level: 'warning'; items: [string]; personId: string; email: string }
	| { kind: 'other-length'; level: 'hint'; items: [string]; wished: number; minutes: number };

const levels: ClashLevel[] = ['blocking', 'error', 'warning', 'hint'];

/**
 * Everything that does not fit, the gravest first. The same items in any order give the same list; of a pair,
 * the smaller id stands first. Items that only touch (one ends when the other starts) do not clash.
 */
export function findClashes(
	items: readonly ClashItem[],
	edition: Pick<Edition, 'days' | 'timeZone'>
): Clash[] {
	const placed = items
		.filter(isPlaced)
		.sort((a, b) => compareText(a.startsAt, b.startsAt) || compareText(a.id, b.id));
	const clashes: Clash[] = [];
	const running: PlacedItem[] = [];
	for (const item of placed) {
		// Whatever ended before this one starts cannot meet anything later either.
		for (let at = running.length - 1; at >= 0; at--) {
			if ((running[at]?.endsAt ?? '') <= item.startsAt) running.splice(at, 1);
		}
		for (const other of running) clashes.push(...pairClashes(other, item));
		running.push(item);
		clashes.push(...ownClashes(item, edition));
	}
	return clashes.sort(
		(a, b) =>
			levels.indexOf(a.level) - levels.indexOf(b.level) || compareText(signature(a), signature(b))
	);
}

/** Whether it cannot stay so on the day. */
export function isGrave({ level }: Clash): boolean {
	return level === 'blocking' || level === 'error';
}

/** Whether an organiser must insist to leave it so. */
export function isBlocking(clash: Clash): boolean {
	return clash.level === 'blocking';
}

type PlacedItem = ClashItem & { startsAt: Instant; endsAt: Instant };

function isPlaced(item: ClashItem): item is PlacedItem {
	return item.startsAt !== null && item.endsAt !== null;
}

// Both run at the same moment.
function pairClashes(a: PlacedItem, b: PlacedItem): Clash[] {
	const items: [string, string] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
	const clashes: Clash[] = [];
	if (a.roomId !== null && a.roomId === b.roomId) {
		clashes.push({ kind: 'room-taken', level: 'blocking', items, roomId: a.roomId });
	}
	const busy = new Set(a.talk?.speakers.map(({ personId }) => personId));
	for (const speaker of b.talk?.speakers ?? []) {
		const { personId } = speaker;
		if (!busy.has(personId)) continue;
		clashes.push({ kind: 'speaker-twice', level: 'error', items, personId, name: nameOf(speaker) });
	}
	return clashes;
}

function ownClashes(item: PlacedItem, edition: Pick<Edition, 'days' | 'timeZone'>): Clash[] {
	const items: [string] = [item.id];
	const clashes: Clash[] = [];
	if (!isWithinDay(item, edition)) clashes.push({ kind: 'outside-day', level: 'error', items });
	if (!item.talk) return clashes;
	const { state, minutes: wished } = item.talk;
	if (state === 'accepted') clashes.push({ kind: 'unconfirmed', level: 'warning', items });
	else if (state !== 'confirmed') clashes.push({ kind: 'talk-gone', level: 'error', items, state });
	for (const { personId, name, email } of item.talk.speakers) {
		if (name) continue;
		clashes.push({
			kind: 'unnamed-speaker',
			level: 'warning',
			items,
			personId,
			email: email ?? ''
		});
	}
	const minutes = (Date.parse(item.endsAt) - Date.parse(item.startsAt)) / 60_000;
	if (minutes !== wished) {
		clashes.push({ kind: 'other-length', level: 'hint', items, wished, minutes });
	}
	return clashes;
}

function isWithinDay(
	{ startsAt, endsAt }: PlacedItem,
	{ days, timeZone }: Pick<Edition, 'days' | 'timeZone'>
): boolean {
	const { day } = wallClockAt(startsAt, timeZone);
	const open = days.find(({ dayOn }) => dayOn === day);
	if (!open) return false;
	return (
		instantAt(day, open.opens, timeZone) <= startsAt &&
		endsAt <= instantAt(day, open.closes, timeZone)
	);
}

function signature(clash: Clash): string {
	return [clash.kind, ...clash.items, 'personId' in clash ? clash.personId : ''].join(' ');
}
