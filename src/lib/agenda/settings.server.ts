import { recordChange } from '#lib/changes/commands.server.ts';
import { updateEdition, type ChangedEdition } from '#lib/conference/commands.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { dayAfter, daysBetween, later, type Day, type Instant } from '#lib/platform/clock.ts';
import { fallbackLanguage, inLanguage } from '#lib/platform/languages.ts';
import { refused, type Outcome } from '#lib/platform/refusal.ts';
import { instantAt, wallClockAt } from '#lib/platform/zone.ts';
import { itemChange } from './agenda-changes.ts';
import { placeOf } from './commands.server.ts';
import { draftMove } from './draft.ts';
import type { AgendaItem } from './item.ts';
import { lockAgenda } from './lock.server.ts';
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
			for (const item of items) {
				await restand(trx, item, { ...change, edition, days: 0 });
			}
		}
		return updated;
	});
}

/**
 * Moves all that is placed from the day on which the first of it stands to another, and the rest by as many days, each
 * at its time by the venue's clock. Nothing moves when that is no way onto the conference's days by now, as after the
 * same was asked twice. Answers with how many were moved.
 */
export function moveDraft(
	db: Database | Transaction,
	{ from, to, ...change }: { editionId: string; from: Day; to: Day; by: string; now: Instant }
): Promise<number> {
	return inTransaction(db, async (trx) => {
		await lockAgenda(trx, change.editionId);
		const edition = await getEdition(trx, change.editionId);
		const { timeZone } = edition;
		const days = daysBetween(from, to);
		const items = await listItems(trx, change.editionId);
		const placed = items.filter(({ startsAt }) => startsAt !== null);
		const move = draftMove(items, edition);
		if (move?.from !== from || !move.to.includes(to)) return 0;
		for (const item of placed) {
			await restand(trx, item, { ...change, edition, timeZone, days });
		}
		recordChange(trx, itemChange, {
			...change,
			verb: 'agenda.draft-moved',
			subjectId: change.editionId,
			before: { startsAt: placed[0]?.startsAt ?? null },
			after: { startsAt: (await listItems(trx, change.editionId))[0]?.startsAt ?? null }
		});
		return placed.length;
	});
}

/** Gives an item the same time by the clock, some days later or in another zone; part of a change that tells of all. */
async function restand(
	trx: Transaction,
	item: AgendaItem,
	{
		edition,
		timeZone,
		days,
		editionId,
		by,
		now
	}: Pick<ChangedEdition, 'timeZone' | 'editionId' | 'by' | 'now'> & {
		/** As it was. */
		edition: Edition;
		days: number;
	}
): Promise<void> {
	const { id, title, startsAt, endsAt, revision } = item;
	if (!startsAt || !endsAt) return;
	const { day, time } = wallClockAt(startsAt, edition.timeZone);
	const start = instantAt(dayAfter(day, days), time, timeZone);
	const end = later(start, Date.parse(endsAt) - Date.parse(startsAt));
	await trx
		.updateTable('agendaItem')
		.set({ startsAt: start, endsAt: end, revision: revision + 1 })
		.where('id', '=', id)
		.execute();
	recordChange(trx, itemChange, {
		verb: 'agenda.moved',
		editionId,
		subjectId: id,
		name: inLanguage(title, fallbackLanguage),
		before: placeOf(item, edition),
		after: placeOf({ ...item, startsAt: start, endsAt: end }, edition),
		by,
		isPart: true,
		now
	});
}
