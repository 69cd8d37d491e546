import { addItem, placeItem } from '#lib/agenda/commands.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { publishAgenda } from '#lib/agenda/commands.server.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';
import { instantAt } from '#lib/platform/zone.ts';
import { occasions } from './agenda.ts';
import { expectDone } from './expect-done.ts';
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
		const { id: itemId, revision } = await addItem(trx, { editionId, kind, title, by, now });
		const placed = await placeItem(trx, {
			editionId,
			itemId,
			revision,
			...place(room, at, minutes),
			by,
			now
		});
		expectDone(placed, `${kind} at ${at}`);
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
		expectDone(placed, `place of “${title}”`);
	}
	expectDone(await publishAgenda(trx, { editionId, note: '', by, now }), 'agenda');
}
