import { beforeEach, describe, expect, test } from 'vitest';
import { openDoor } from '#lib/conference/commands.server.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { readList } from '#lib/door/list.server.ts';
import type { DoorList } from '#lib/door/ticket.ts';
import {
	answerInvitation,
	mendGuest,
	removeGuest,
	writeInGuest
} from '#lib/guests/commands.server.ts';
import { correctOrganisation } from '#lib/people/commands.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeOrganiser, makeTicket } from '../factories.ts';
import { countQueries } from '../queries.ts';

const held = useDatabase();
const now = '2027-05-24T06:00:00.000Z';

let editionId: string;
beforeEach(async () => {
	editionId = (await makeEdition(held.db)).id;
});

const read = () => readList(held.db, editionId);
const listed = async () => JSON.parse((await read()).body) as DoorList;

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
			expect(await readList(db, editionId)).toBe(first);
		});
		expect(await cost).toBe(1);
	});

	test('is another as soon as the door opens or a guest answers', async () => {
		const by = (await makeOrganiser(held.db)).id;
		const anna = await makeTicket(held.db, { editionId, answer: 'yes' });
		const { tag } = await read();
		await openDoor(held.db, { editionId, by, now });
		expect((await listed()).doorOpen).toBe(true);
		await answerInvitation(held.db, {
			guestId: anna.guestId,
			answer: 'no',
			givenBy: 'guest',
			by: null,
			now
		});
		expect((await listed()).tickets.map(({ answer }) => answer)).toEqual(['no']);
		expect((await read()).tag).not.toBe(tag);
	});

	test('is another as soon as a guest is written in, renamed, moved to another school or taken off', async () => {
		const by = (await makeOrganiser(held.db)).id;
		const shown = async () =>
			(await listed()).tickets.map(({ name, organisation }) => [name, organisation]);
		expect(await shown()).toEqual([]);
		const guest = {
			...{ name: 'Ana', email: 'anna@school.example', organisation: 'Ezermala' },
			...({ country: 'LV', language: 'lv', role: 'guest' } as const)
		};
		const added = await writeInGuest(held.db, { editionId, guest, by, now });
		const guestId = added.ok ? added.value.id : '';
		expect(await shown()).toEqual([['Ana', 'Ezermala']]);
		await mendGuest(held.db, { guestId, guest: { ...guest, name: 'Anna' }, by, now });
		expect(await shown()).toEqual([['Anna', 'Ezermala']]);
		const organisation = await held.db.selectFrom('organisation').select('id').executeTakeFirst();
		const corrected = { organisationId: organisation?.id ?? '', name: 'Ezermalas arodskola' };
		await inTransaction(held.db, (trx) =>
			correctOrganisation(trx, { ...corrected, country: 'LV', by, now })
		);
		expect(await shown()).toEqual([['Anna', 'Ezermalas arodskola']]);
		await removeGuest(held.db, { guestId, by, now });
		expect(await shown()).toEqual([]);
	});
});
