import { day, hour, later, minute, second, type Instant } from '#lib/platform/clock.ts';

/** How many mails may leave; null is no limit. Mails that sign people in always leave, and are counted. */
export interface Caps {
	perMinute: number | null;
	perDay: number | null;
}

/**
 * When a queue will be empty, should nothing be added: as many a minute as the last one saw or the cap allows,
 * and no more in any day than its cap. Null when there is nothing to judge the speed by.
 */
export function emptyAt(outbox: {
	queued: number;
	caps: Caps;
	sentLastMinute: number;
	sentLastDay: number;
	now: Instant;
}): Instant | null {
	const { queued, caps, sentLastMinute, sentLastDay, now } = outbox;
	if (queued === 0) return now;
	const aMinute = Math.min(caps.perMinute ?? Infinity, sentLastMinute || Infinity);
	const today = caps.perDay === null ? queued : Math.max(0, caps.perDay - sentLastDay);
	if (queued <= today) return aMinute === Infinity ? null : later(now, minutes(queued / aMinute));
	if (!caps.perDay) return null;
	const left = queued - today;
	const wholeDays = Math.ceil(left / caps.perDay);
	const lastDay = left - (wholeDays - 1) * caps.perDay;
	return later(now, wholeDays * day + minutes(aMinute === Infinity ? 0 : lastDay / aMinute));
}

function minutes(count: number): number {
	return Math.ceil(count) * minute;
}

/** Tries of one mail until it is given up: with these pauses, about two days. */
export const mostTries = 17;

/**
 * Milliseconds until a mail is tried again after its `tries`-th failure: half a minute, doubling up to six
 * hours, each a quarter more or less so that mails which failed together do not return together.
 */
export function pauseAfter(tries: number, random: () => number = Math.random): number {
	const pause = Math.min(30 * second * 2 ** (tries - 1), 6 * hour);
	return Math.round(pause * (0.75 + 0.5 * random()));
}
