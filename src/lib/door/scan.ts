import type { Day, Instant } from '#lib/platform/clock.ts';
import { compareText } from '#lib/platform/text.ts';
import { wallClockAt } from '#lib/platform/zone.ts';

/** A kind of event at a gate. A walk-in is the entry of a person who was not on the list before. */
export type ScanKind = 'entry' | 'exit' | 'undo' | 'walk-in';

/**
 * The word that the helper was given. An entry told `welcome` let somebody in; so did one told `declined`, because the
 * helper then chose to; `inside` and `unknown` let nobody in.
 */
export type ScanDecision = 'welcome' | 'inside' | 'declined' | 'unknown' | 'left' | 'undone';

/** One row of the door's log, as far as who is inside depends on it. */
export interface Scan {
	/** Made by the device, unique everywhere. */
	key: string;
	deviceId: string;
	/** The device's own count, rising. */
	deviceSequence: number;
	ticketCode: string;
	gate: string;
	kind: ScanKind;
	/** When it happened by the server's clock, as well as can be known. */
	happenedAt: Instant;
	decided: ScanDecision;
	/** The key of the scan that an undo takes back. */
	undoes: string | null;
}

/** One ticket going through one gate. */
export interface Admission {
	key: string;
	at: Instant;
	/** By the calendar at the venue. */
	dayOn: Day;
	gate: string;
	deviceId: string;
}

/** A ticket let in while it already was inside: two devices that could not hear each other, or a copied ticket. */
export interface DoubleAdmission {
	ticketCode: string;
	entry: Admission;
	again: Admission;
}

/** Where a ticket was, day by day. Nobody scans the way out in the evening: an entry ends with its day. */
export interface Presence {
	/** The first entry of each day, earliest first. */
	arrivals: Admission[];
	/** The newest entry that no exit followed; `insideOn` tells whether it still holds. */
	stay: Admission | undefined;
	doubles: DoubleAdmission[];
}

export const absent: Presence = { arrivals: [], stay: undefined, doubles: [] };

/** The entry by which a ticket is inside on a day; undefined while it is outside. */
export function insideOn({ stay }: Presence, dayOn: Day): Admission | undefined {
	return stay?.dayOn === dayOn ? stay : undefined;
}

/**
 * Where each ticket of a log was, by the calendar of `timeZone`. Any order and any repetition of the rows gives the
 * same answer.
 */
export function foldScans(scans: Iterable<Scan>, timeZone: string): Map<string, Presence> {
	const byTicket = new Map<string, Scan[]>();
	for (const scan of scans) {
		const others = byTicket.get(scan.ticketCode);
		if (others) others.push(scan);
		else byTicket.set(scan.ticketCode, [scan]);
	}
	return new Map(
		[...byTicket]
			.sort(([one], [other]) => compareText(one, other))
			.map(([ticketCode, ofTicket]) => [ticketCode, foldTicket(ofTicket, timeZone)])
	);
}

/** Where one ticket was, from its own rows of the log. */
export function foldTicket(scans: Iterable<Scan>, timeZone: string): Presence {
	const presence: Presence = { arrivals: [], stay: undefined, doubles: [] };
	for (const scan of inOrder(notUndone(scans))) {
		if (scan.kind === 'exit') presence.stay = undefined;
		if (!admits(scan)) continue;
		const { key, happenedAt: at, gate, deviceId, ticketCode } = scan;
		const { day: dayOn } = wallClockAt(at, timeZone);
		const admission = { key, at, dayOn, gate, deviceId };
		const entry = insideOn(presence, dayOn);
		if (entry) {
			presence.doubles.push({ ticketCode, entry, again: admission });
			continue;
		}
		presence.stay = admission;
		if (presence.arrivals.at(-1)?.dayOn !== dayOn) presence.arrivals.push(admission);
	}
	return presence;
}

/** True for a row that let somebody in, had nobody undone it. */
export function admits(scan: Pick<Scan, 'kind' | 'decided'>): boolean {
	if (scan.kind === 'walk-in') return true;
	return scan.kind === 'entry' && (scan.decided === 'welcome' || scan.decided === 'declined');
}

/**
 * The rows nobody took back, each once. An undo takes back an earlier scan of the same device and ticket, and
 * can itself be taken back. Going from the device's last scan to its first settles every undo before its target.
 */
function notUndone(scans: Iterable<Scan>): Scan[] {
	const byKey = new Map<string, Scan>();
	for (const scan of scans) byKey.set(scan.key, scan);
	const undone = new Set<string>();
	const newestFirst = [...byKey.values()].sort(
		(one, other) => other.deviceSequence - one.deviceSequence || compareText(one.key, other.key)
	);
	for (const scan of newestFirst) {
		if (scan.kind !== 'undo' || scan.undoes === null || undone.has(scan.key)) continue;
		const target = byKey.get(scan.undoes);
		if (target && mayUndo(scan, target)) undone.add(target.key);
	}
	return newestFirst.filter((scan) => !undone.has(scan.key));
}

/** A device takes back only what it did itself, before, to the same ticket. */
export function mayUndo(undo: Scan, target: Scan): boolean {
	return (
		undo.deviceId === target.deviceId &&
		undo.ticketCode === target.ticketCode &&
		undo.deviceSequence > target.deviceSequence
	);
}

function inOrder(scans: Scan[]): Scan[] {
	return scans.sort(
		(one, other) =>
			compareText(one.happenedAt, other.happenedAt) ||
			compareText(one.deviceId, other.deviceId) ||
			one.deviceSequence - other.deviceSequence ||
			compareText(one.key, other.key)
	);
}
