import { addItem, placeItem } from '#lib/agenda/commands.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { publishAgenda } from '#lib/invitations/commands.server.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';
import { instantAt } from '#lib/platform/zone.ts';
import { occasions } from './agenda.ts';
import type { SampleStage } from './stage.ts';
import { talks } from './talks.ts';

/** Gives talks and occasions their places, and publishes the first release. */
export async function placeSampleAgenda(
	trx: Transaction,
	edition: Edition,
	{ editionId, conferenceOn, timeZone, by }: SampleStage,
	talkIds: Map<string, string>,
	now: Instant
): Promise<void> {
	const place = (room: string, at: string, minutes: number) => {
		const startsAt = instantAt(conferenceOn, at, timeZone);
		return {
			roomId: edition.rooms.find(({ name }) => name === room)?.id ?? null,
			startsAt,
			endsAt: later(startsAt, minutes * minute)
		};
	};
	for (const { kind, title, room, at, minutes } of occasions) {
		const added = await addItem(trx, { editionId, kind, title, by, now });
		if (!added.ok) continue;
		const { id: itemId, revision } = added.value;
		const placed = await placeItem(trx, {
			editionId,
			itemId,
			revision,
			...place(room, at, minutes),
			by,
			now
		});
		if (!placed.ok) throw new Error(`The sample’s ${at} was refused: ${placed.reason}`);
	}
	for (const { title, place: at, minutes } of talks) {
		if (!at) continue;
		const placed = await placeItem(trx, {
			editionId,
			talkId: talkIds.get(title),
			revision: 0,
			...place(at.room, at.at, minutes),
			by,
			now
		});
		if (!placed.ok) throw new Error(`The sample talk “${title}” was refused: ${placed.reason}`);
	}
	await publishAgenda(trx, { editionId, note: '', by, now });
}
