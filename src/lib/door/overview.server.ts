import { countAnswers, findTickets, type TicketHolder } from '#lib/guests/queries.server.ts';
import { inChunks } from '#lib/people/chunks.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { countArrivals, type ArrivalDay } from './arrivals.ts';
import { foldEdition } from './queries.server.ts';
import type { Passage, Presence } from './scan.ts';

/** A person at the door by name; `holder` is undefined for a ticket that is on the list no more. */
export interface NamedPassage {
	ticketCode: string;
	passage: Passage;
	holder: TicketHolder | undefined;
}

export interface NamedDouble extends NamedPassage {
	again: Passage;
}

/** What an organiser sees of the door. Lists hold at most a page. */
export interface DoorOverview {
	/** Guests and companions. */
	inside: number;
	arrived: number;
	/** Who answered yes, with those they bring. */
	expected: number;
	arrivals: ArrivalDay[];
	doubles: NamedDouble[];
	walkIns: NamedPassage[];
	/** Who is inside, newest first. */
	people: NamedPassage[];
	page: number;
	pages: number;
}

const pageSize = 50;

/** Three queries, however many came. Throws RangeError for a time zone nobody knows. */
export async function listDoor(
	db: Reader,
	{ editionId, timeZone, page }: { editionId: string; timeZone: string; page: number }
): Promise<DoorOverview> {
	const { presences, holders, walkInKeys } = await foldEdition(db, editionId);
	const known = [...presences].filter(([ticketCode]) => holders.has(ticketCode));
	const inside = newestFirst(known, ({ inside }) => inside);
	const firsts = newestFirst(known, ({ firstEntry }) => firstEntry);
	const pages = Math.max(1, Math.ceil(inside.length / pageSize));
	const shown = Math.min(Math.max(1, page), pages);
	const people = inside.slice((shown - 1) * pageSize, shown * pageSize);
	const walkIns = firsts.filter(({ passage }) => walkInKeys.has(passage.key)).slice(0, pageSize);
	const doubles = [...presences.values()]
		.flatMap((presence) => presence.doubles)
		.slice(0, pageSize);

	const codes = [...people, ...walkIns, ...doubles].map(({ ticketCode }) => ticketCode);
	const named = new Map<string, TicketHolder>();
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
		arrived: firsts.length,
		expected: answers.yes + answers.companions.yes,
		arrivals: countArrivals(
			firsts.map(({ passage }) => passage),
			timeZone
		),
		doubles: doubles.map(({ ticketCode, entry, again }) =>
			withName({ ticketCode, passage: entry, again })
		),
		walkIns: walkIns.map(withName),
		people: people.map(withName),
		page: shown,
		pages
	};
}

function newestFirst(
	presences: [string, Presence][],
	which: (presence: Presence) => Passage | undefined
): { ticketCode: string; passage: Passage }[] {
	return presences
		.flatMap(([ticketCode, presence]) => {
			const passage = which(presence);
			return passage ? { ticketCode, passage } : [];
		})
		.sort((one, other) => (one.passage.at > other.passage.at ? -1 : 1));
}
