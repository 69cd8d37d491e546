import { getDoorSetting } from '#lib/conference/queries.server.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { listDoorGuests } from '#lib/guests/queries.server.ts';
import { countActivity } from '#lib/people/activity.server.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';
import { sha256 } from '#lib/platform/random.server.ts';
import { compareText } from '#lib/platform/text.ts';
import type { DoorList } from './ticket.ts';

interface ReadList {
	/** The list as JSON text. */
	body: string;
	/** The same as long as the text is. */
	tag: string;
}

/** The list of each edition as it was last read. */
const lists = new Map<string, ReadList & { changes: number; readAt: Instant }>();
/** Every change of the list is an activity; this is for what would forget to be one. */
const longest = minute;

/** Reads the list anew only after something was done in the edition, so that tablets may ask as often as they like. */
export async function readList(
	db: Reader,
	{ editionId, now }: { editionId: string; now: Instant }
): Promise<ReadList> {
	// Counted first: what changes while the list is read makes the next request read it again.
	const changes = await countActivity(db, editionId);
	const before = lists.get(editionId);
	if (before?.changes === changes && later(now, -longest) < before.readAt) return before;
	const body = JSON.stringify(await makeList(db, editionId));
	const list = { body, tag: `"${sha256(body)}"`, changes, readAt: now };
	lists.set(editionId, list);
	return list;
}

async function makeList(db: Reader, editionId: string): Promise<DoorList> {
	const { doorOpenedAt, doorClosedAt } = await getDoorSetting(db, editionId);
	const tickets = await listDoorGuests(db, editionId);
	return {
		doorOpen: doorOpenedAt !== null && doorClosedAt === null,
		doorClosed: doorClosedAt !== null,
		tickets: tickets
			.filter(({ removed }) => !removed)
			.sort((one, other) => compareText(one.ticketCode, other.ticketCode))
	};
}
