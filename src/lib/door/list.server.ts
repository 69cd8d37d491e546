import { getEdition } from '#lib/conference/queries.server.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { listDoorGuests } from '#lib/guests/queries.server.ts';
import { sha256 } from '#lib/platform/random.server.ts';
import type { DoorList } from './ticket.ts';

/** The list as JSON text, and a tag that is the same as long as the text is. */
export async function readList(
	db: Reader,
	editionId: string
): Promise<{ body: string; tag: string }> {
	const edition = await getEdition(db, editionId);
	const tickets = await listDoorGuests(db, editionId);
	const list: DoorList = {
		doorOpen: edition.doorOpenedAt !== null && edition.doorClosedAt === null,
		doorClosed: edition.doorClosedAt !== null,
		tickets: tickets
			.filter(({ removed }) => !removed)
			.sort((one, other) => (one.ticketCode < other.ticketCode ? -1 : 1))
	};
	const body = JSON.stringify(list);
	return { body, tag: `"${sha256(body)}"` };
}
