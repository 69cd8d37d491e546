import { newestPosition } from '#lib/changes/queries.server.ts';
import type { ChangeKind } from '#lib/changes/subject.ts';
import { getDoorSetting } from '#lib/conference/queries.server.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { listDoorGuests } from '#lib/guests/queries.server.ts';
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
const lists = new Map<string, ReadList & { position: number }>();

/** The kinds of change that reach a tablet's list. A scan changes nothing of it. */
const kinds: readonly ChangeKind[] = ['person', 'organisation', 'guest', 'door'];

/** Reads the list anew only after something of it has changed, so that tablets may ask as often as they like. */
export async function readList(db: Reader, editionId: string): Promise<ReadList> {
	// Asked first: what changes while the list is read makes the next request read it again.
	const position = await newestPosition(db, kinds);
	const before = lists.get(editionId);
	if (before?.position === position) return before;
	const body = JSON.stringify(await makeList(db, editionId));
	const list = { body, tag: `"${sha256(body)}"`, position };
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
