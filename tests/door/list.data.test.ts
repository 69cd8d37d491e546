import { beforeEach, describe, expect, test } from 'vitest';
import { openDoor } from '#lib/conference/commands.server.ts';
import { readList } from '#lib/door/list.server.ts';
import type { DoorList } from '#lib/door/ticket.ts';
import { recordAnswer } from '#lib/guests/commands.server.ts';
import { later, minute, second } from '#lib/platform/clock.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeOrganiser, makeTicket } from '../factories.ts';
import { countQueries } from '../queries.ts';

const held = useDatabase();
const now = '2027-05-24T06:00:00.000Z';

let editionId: string;
beforeEach(async () => {
	editionId = (await makeEdition(held.db)).id;
});

const read = (at = now) => readList(held.db, { editionId, now: at });
const listed = async (at = now) => JSON.parse((await read(at)).body) as DoorList;

describe('the list that tablets ask for', () => {
	test('holds names and answers, and nobody who was taken off', async () => {
		const anna = await makeTicket(held.db, { editionId, name: 'Anna', answer: 'maybe' });
		await makeTicket(held.db, { editionId, name: 'Juris', removedAt: now });
		expect(await listed()).toEqual({
			doorOpen: false,
			doorClosed: false,
			tickets: [
				{
					ticketCode: anna.code,
					guestId: anna.guestId,
					companionId: null,
					name: 'Anna',
					organisation: null,
					answer: 'maybe',
					removed: false
				}
			]
		});
	});

	test('costs one query while nothing is done, however often it is asked for', async () => {
		const first = await read();
		const cost = countQueries(held.db, async (db) => {
			expect(await readList(db, { editionId, now: later(now, 10 * second) })).toBe(first);
		});
		expect(await cost).toBe(1);
	});

	test('is another as soon as the door opens or a guest answers', async () => {
		const by = (await makeOrganiser(held.db)).id;
		const anna = await makeTicket(held.db, { editionId, answer: 'yes' });
		const { tag } = await read();
		await openDoor(held.db, { editionId, by, now });
		expect((await listed()).doorOpen).toBe(true);
		await recordAnswer(held.db, {
			guestId: anna.guestId,
			answer: 'no',
			givenBy: 'guest',
			by: null,
			now
		});
		expect((await listed()).tickets.map(({ answer }) => answer)).toEqual(['no']);
		expect((await read()).tag).not.toBe(tag);
	});

	test('is read anew after a minute all the same', async () => {
		await read();
		await makeTicket(held.db, { editionId });
		expect((await listed(later(now, minute))).tickets).toHaveLength(1);
	});
});
