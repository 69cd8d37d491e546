import type { Instant } from '#lib/platform/clock.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { scanColumns } from './log.server.ts';
import { foldScans, type Scan } from './scan.ts';

/** When a guest was there. Companions are not counted here: they have tickets of their own. */
export interface Attendance {
	guestId: string;
	firstEntryAt: Instant;
	lastExitAt: Instant | null;
	inside: boolean;
}

/** The first entry of one ticket. */
export interface Arrival {
	ticketCode: string;
	guestId: string;
	/** Set when the ticket is a companion's. */
	companionId: string | null;
	at: Instant;
	gate: string;
}

interface Holder {
	guestId: string;
	companionId: string | null;
}

/** The whole log of an edition, as its fold needs it. */
export async function listScans(db: Reader, editionId: string): Promise<Scan[]> {
	return db
		.selectFrom('scan')
		.select(scanColumns)
		.where('editionId', '=', editionId)
		.orderBy('receivedAt')
		.orderBy('key')
		.execute();
}

/** The guests who were there, in the order of their ids; whoever was let in by mistake and undone is not. */
export async function attendance(db: Reader, editionId: string): Promise<Attendance[]> {
	const { presences, holders } = await foldEdition(db, editionId);
	return [...presences]
		.flatMap(([ticketCode, { firstEntry, lastExit, inside }]) => {
			const holder = holders.get(ticketCode);
			if (!firstEntry || !holder || holder.companionId !== null) return [];
			return {
				guestId: holder.guestId,
				firstEntryAt: firstEntry.at,
				lastExitAt: lastExit?.at ?? null,
				inside: inside !== undefined
			};
		})
		.sort((one, other) => (one.guestId < other.guestId ? -1 : 1));
}

/** Everyone's first entry, companions included, earliest first. */
export async function listArrivals(db: Reader, editionId: string): Promise<Arrival[]> {
	const { presences, holders } = await foldEdition(db, editionId);
	return [...presences]
		.flatMap(([ticketCode, { firstEntry }]) => {
			const holder = holders.get(ticketCode);
			if (!firstEntry || !holder) return [];
			return { ticketCode, ...holder, at: firstEntry.at, gate: firstEntry.gate };
		})
		.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

async function foldEdition(db: Reader, editionId: string) {
	const scans = await db
		.selectFrom('scan')
		.select([...scanColumns, 'guestId', 'companionId'])
		.where('editionId', '=', editionId)
		.execute();
	const holders = new Map<string, Holder>();
	for (const { ticketCode, guestId, companionId } of scans) {
		if (guestId) holders.set(ticketCode, { guestId, companionId });
	}
	return { presences: foldScans(scans), holders };
}
