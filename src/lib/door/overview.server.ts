import { inChunks } from '#lib/db/chunks.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { Ticket } from '#lib/guests/guest.ts';
import { countAnswers, findTickets } from '#lib/guests/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { pageOfRows, pageSize, type Paging } from '#lib/platform/paging.ts';
import { compareText } from '#lib/platform/text.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { countArrivals, type ArrivalDay } from './arrivals.ts';
import { isOpenAt } from './opening-hours.ts';
import { foldEdition } from './queries.server.ts';
import { insideOn, type Admission, type Presence } from './scan.ts';

/** A person at the door by name; `holder` is undefined for a ticket that is on the list no more. */
export interface NamedAdmission {
	ticketCode: string;
	admission: Admission;
	holder: Ticket | undefined;
}

export interface NamedDoubleAdmission extends NamedAdmission {
	again: Admission;
}

/** The door as an organiser sees it. Lists hold at most a page. */
export interface DoorOverview extends Paging {
	/** Guests and companions. */
	inside: number;
	/** Tickets that came on any day. */
	arrived: number;
	/** Guests who answered yes, with those they bring. */
	expected: number;
	/** Each day by itself: who comes on two days is counted on both. */
	arrivals: ArrivalDay[];
	/** Newest first; the list of them holds fewer when they are many. */
	doubles: NamedDoubleAdmission[];
	doublesInAll: number;
	/** Admissions while the door was not open, newest first, and how many there are. */
	outside: NamedAdmission[];
	outsideInAll: number;
	walkIns: NamedAdmission[];
	/** Those inside, newest first. */
	people: NamedAdmission[];
}

/** A handful of queries, however many came. `now` says which day is today at the venue. */
export async function listDoor(
	db: Reader,
	{ editionId, page, now }: { editionId: string; page: number; now: Instant }
): Promise<DoorOverview> {
	const { presences, holders, walkInKeys, door } = await foldEdition(db, editionId);
	const known = [...presences].filter(([ticketCode]) => holders.has(ticketCode));
	const today = wallClockAt(now, door.timeZone).day;
	const inside = newestFirst(known, (presence) => insideOn(presence, today) ?? []);
	const arrivals = newestFirst(known, ({ arrivals }) => arrivals);
	const { rows: people, ...paging } = pageOfRows(inside, page);
	const walkIns = arrivals
		.filter(({ admission }) => walkInKeys.has(admission.key))
		.slice(0, pageSize);
	const allOutside = arrivals.filter(({ admission }) => !isOpenAt(door, admission.at));
	const outside = allOutside.slice(0, pageSize);
	const allDoubles = [...presences.values()].flatMap((presence) => presence.doubles);
	const doubles = allDoubles
		.sort(
			(one, other) =>
				compareText(other.again.at, one.again.at) || compareText(one.again.key, other.again.key)
		)
		.slice(0, pageSize);

	const codes = [...people, ...walkIns, ...outside, ...doubles].map(({ ticketCode }) => ticketCode);
	const named = new Map<string, Ticket>();
	for (const chunk of inChunks([...new Set(codes)])) {
		for (const holder of await findTickets(db, editionId, chunk)) {
			named.set(holder.ticketCode, holder);
		}
	}
	const withName = <Line extends { ticketCode: string }>(line: Line) => ({
		...line,
		holder: named.get(line.ticketCode)
	});
	const answers = await countAnswers(db, editionId);
	return {
		inside: inside.length,
		arrived: new Set(arrivals.map(({ ticketCode }) => ticketCode)).size,
		expected: answers.yes + answers.companions.yes,
		arrivals: countArrivals(
			arrivals.map(({ admission }) => admission),
			door.timeZone
		),
		doublesInAll: allDoubles.length,
		doubles: doubles.map(({ ticketCode, entry, again }) =>
			withName({ ticketCode, admission: entry, again })
		),
		outside: outside.map(withName),
		outsideInAll: allOutside.length,
		walkIns: walkIns.map(withName),
		people: people.map(withName),
		...paging
	};
}

function newestFirst(
	presences: [string, Presence][],
	which: (presence: Presence) => Admission | Admission[]
): { ticketCode: string; admission: Admission }[] {
	return presences
		.flatMap(([ticketCode, presence]) =>
			[which(presence)].flat().map((admission) => ({ ticketCode, admission }))
		)
		.sort(
			(one, other) =>
				compareText(other.admission.at, one.admission.at) ||
				compareText(one.admission.key, other.admission.key)
		);
}
