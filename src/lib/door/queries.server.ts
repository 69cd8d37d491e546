import { later, second, type Instant } from '#lib/platform/clock.ts';
import { getDoorSetting } from '#lib/conference/queries.server.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { compareText } from '#lib/platform/text.ts';
import { scanColumns } from './log.server.ts';
import { foldScans, type Scan } from './scan.ts';

export { readList } from './list.server.ts';

/** The first entry of one ticket. */
export interface Arrival {
	ticketCode: string;
	guestId: string;
	/** Set when the ticket is a companion's. */
	companionId: string | null;
	at: Instant;
	gate: string;
}

interface GuestOrCompanion {
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

/** A piece of the log, and the cursor with which to ask for the next. */
export interface LogPage {
	scans: (Scan & { receivedAt: Instant })[];
	cursor: string;
	/** True when the next piece is there already. */
	more: boolean;
}

const scansOnLogPage = 2_000;
/** Longer than any transaction takes: rows commit in another order than they came in. */
const settles = 10 * second;

/** Rows of the log since a cursor; those of the last ten seconds come again. Undefined cursor: from the start. */
export async function listScansSince(
	db: Reader,
	{ editionId, cursor, now }: { editionId: string; cursor: string | undefined; now: Instant }
): Promise<LogPage> {
	const [receivedAt = '', key = ''] = cursor?.split('~') ?? [];
	const rows = await db
		.selectFrom('scan')
		.select([...scanColumns, 'receivedAt'])
		.where('editionId', '=', editionId)
		.where((where) =>
			where.or([
				where('receivedAt', '>', receivedAt),
				where.and([where('receivedAt', '=', receivedAt), where('key', '>', key)])
			])
		)
		.orderBy('receivedAt')
		.orderBy('key')
		.limit(scansOnLogPage)
		.execute();
	const last = rows.at(-1);
	const more = rows.length === scansOnLogPage;
	const settled = later(now, -settles);
	return {
		scans: rows,
		cursor: more && last ? `${last.receivedAt}~${last.key}` : `${settled}~`,
		more
	};
}

/** The device's highest count so far; it goes on from there, even when its browser forgot. */
export async function lastSequence(db: Reader, deviceId: string): Promise<number> {
	const row = await db
		.selectFrom('scan')
		.select((select) => select.fn.max('deviceSequence').as('last'))
		.where('deviceId', '=', deviceId)
		.executeTakeFirst();
	return Number(row?.last ?? 0);
}

/** Everyone's first entry, companions included, earliest first. */
export async function listArrivals(db: Reader, editionId: string): Promise<Arrival[]> {
	const { presences, holders } = await foldEdition(db, editionId);
	return [...presences]
		.flatMap(
			([
				ticketCode,
				{
					arrivals: [first]
				}
			]) => {
				const holder = holders.get(ticketCode);
				return first && holder ? { ticketCode, ...holder, at: first.at, gate: first.gate } : [];
			}
		)
		.sort(
			(one, other) => compareText(one.at, other.at) || compareText(one.ticketCode, other.ticketCode)
		);
}

/** The whole log folded, with whose ticket is whose and which entries were walk-ins. */
export async function foldEdition(db: Reader, editionId: string) {
	const door = await getDoorSetting(db, editionId);
	const scans = await db
		.selectFrom('scan')
		.select([...scanColumns, 'guestId', 'companionId'])
		.where('editionId', '=', editionId)
		.execute();
	const holders = new Map<string, GuestOrCompanion>();
	for (const { ticketCode, guestId, companionId } of scans) {
		if (guestId) holders.set(ticketCode, { guestId, companionId });
	}
	const walkInKeys = new Set(scans.filter(({ kind }) => kind === 'walk-in').map(({ key }) => key));
	return { presences: foldScans(scans, door.timeZone), holders, walkInKeys, door };
}
