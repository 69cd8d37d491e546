import { updateEdition, type ChangedEdition } from '#lib/conference/commands.server.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import { later } from '#lib/platform/clock.ts';
import { refused, type Outcome } from '#lib/platform/refusal.ts';
import { instantAt, wallClockAt } from '#lib/platform/zone.ts';
import { lockAgenda } from './commands.server.ts';
import type { AgendaItem } from './item.ts';
import { listItems } from './queries.server.ts';

/**
 * Saves an edition's settings as `updateEdition` does. What is placed stays at its time by the venue's clock when the
 * time zone changes; a room that goes is refused while something stands in it.
 */
export function changeSettings(
	db: Database | Transaction,
	change: ChangedEdition
): Promise<Outcome<undefined, 'changed-meanwhile' | 'day-twice' | 'room-in-use'>> {
	return inTransaction(db, async (trx) => {
		const { editionId, rooms, timeZone } = change;
		await lockAgenda(trx, editionId);
		const edition = await getEdition(trx, editionId);
		if (edition.revision !== change.revision) return refused('changed-meanwhile');
		const items = await listItems(trx, editionId);
		const staying = new Set(rooms.map(({ id }) => id));
		const inUse = edition.rooms.find(
			(room) => !staying.has(room.id) && items.some(({ roomId }) => roomId === room.id)
		);
		if (inUse) return refused('room-in-use', { roomId: inUse.id });
		const updated = await updateEdition(trx, change);
		if (updated.ok && timeZone !== edition.timeZone) {
			for (const item of items) await keepWallClock(trx, item, edition.timeZone, change);
		}
		return updated;
	});
}

async function keepWallClock(
	trx: Transaction,
	{ id, title, startsAt, endsAt, revision }: AgendaItem,
	before: string,
	{ editionId, timeZone, by, now }: ChangedEdition
): Promise<void> {
	if (!startsAt || !endsAt) return;
	const { day, time } = wallClockAt(startsAt, before);
	const start = instantAt(day, time, timeZone);
	const end = later(start, Date.parse(endsAt) - Date.parse(startsAt));
	await trx
		.updateTable('agendaItem')
		.set({ startsAt: start, endsAt: end, revision: revision + 1 })
		.where('id', '=', id)
		.execute();
	await recordActivity(trx, {
		verb: 'agenda.moved',
		editionId,
		personId: by,
		subjectId: id,
		detail: { title, startsAt: start, endsAt: end },
		now
	});
}
