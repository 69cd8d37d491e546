import { beforeEach, describe, expect, test } from 'vitest';
import { recordScans } from '#lib/door/commands.server.ts';
import { listDoor } from '#lib/door/overview.server.ts';
import { lastSequence, listScans, listScansSince } from '#lib/door/queries.server.ts';
import { later, second } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { useDatabase } from '../database.ts';
import { countQueries } from '../queries.ts';
import { makeDevice, makeEdition, makeTicket } from '../factories.ts';

const held = useDatabase();
const now = '2027-05-24T06:10:00.000Z';

const at = (minute: number) => `2027-05-24T06:0${minute}:00.000Z`;

let editionId: string;
let north: Awaited<ReturnType<typeof makeDevice>>;
let south: Awaited<ReturnType<typeof makeDevice>>;
let sequence = 0;

beforeEach(async () => {
	editionId = (await makeEdition(held.db, { doorOpenedAt: '2027-05-24T05:00:00.000Z' })).id;
	north = await makeDevice(held.db, { editionId });
	south = await makeDevice(held.db, { editionId, gate: 'Courtyard' });
});

async function letIn(device: typeof north, ticketCode: string, minute: number, morning?: string) {
	const scan = {
		key: newId(),
		sequence: ++sequence,
		kind: 'entry',
		ticketCode,
		scannedAt: morning ?? at(minute),
		decided: 'welcome'
	};
	const sentAt = morning ?? now;
	await recordScans(held.db, { device, scans: [scan], sentAt, now: sentAt });
	return scan;
}

describe('the organiser’s view of the door', () => {
	test('before anybody came shows who is expected: those who said yes and those they bring', async () => {
		await makeTicket(held.db, { editionId, companions: ['Līga'] });
		await makeTicket(held.db, { editionId, answer: 'maybe' });
		expect(await listDoor(held.db, { editionId, now, page: 1 })).toEqual({
			inside: 0,
			arrived: 0,
			expected: 2,
			arrivals: [],
			doubles: [],
			doublesInAll: 0,
			outside: [],
			outsideInAll: 0,
			walkIns: [],
			people: [],
			page: 1,
			pages: 1
		});
	});

	test('names who is inside, newest first, and both gates of a ticket let in twice', async () => {
		const anna = await makeTicket(held.db, { editionId, name: 'Anna' });
		const juris = await makeTicket(held.db, { editionId, name: 'Juris' });
		await letIn(north, anna.code, 1);
		await letIn(south, anna.code, 3);
		await letIn(south, juris.code, 2);
		const door = await listDoor(held.db, { editionId, now, page: 1 });
		expect(door.people.map(({ holder, admission }) => [holder?.name, admission.gate])).toEqual([
			['Juris', 'Courtyard'],
			['Anna', 'Main entrance']
		]);
		expect(door.doubles).toMatchObject([
			{
				holder: { name: 'Anna' },
				admission: { at: at(1), gate: 'Main entrance' },
				again: { at: at(3), gate: 'Courtyard' }
			}
		]);
		expect(door.arrivals).toMatchObject([
			{ dayOn: '2027-05-24', minutes: 10, slots: [{ from: '09:00', count: 2 }, {}, {}, {}, {}, {}] }
		]);
	});

	test('on the second day counts anew who is inside, and draws each day’s arrivals', async () => {
		const anna = await makeTicket(held.db, { editionId, name: 'Anna' });
		const juris = await makeTicket(held.db, { editionId, name: 'Juris' });
		await letIn(north, anna.code, 1);
		await letIn(north, juris.code, 1);
		const morning = '2027-05-25T06:10:00.000Z';
		const early = await listDoor(held.db, { editionId, now: morning, page: 1 });
		expect([early.inside, early.people, early.arrived]).toEqual([0, [], 2]);
		await letIn(north, anna.code, 2, morning);
		const door = await listDoor(held.db, { editionId, now: morning, page: 1 });
		expect(door.people.map(({ holder, admission }) => [holder?.name, admission.at])).toEqual([
			['Anna', morning]
		]);
		expect([door.inside, door.arrived, door.doublesInAll]).toEqual([1, 2, 0]);
		expect(door.arrivals.map(({ dayOn, slots }) => [dayOn, slots[0]?.count])).toEqual([
			['2027-05-24', 2],
			['2027-05-25', 1]
		]);
	});

	test('names who came in before the door was opened or after it was closed', async () => {
		const hours = { doorOpenedAt: at(2), doorClosedAt: at(4) };
		const { id } = await makeEdition(held.db, hours);
		const device = await makeDevice(held.db, { editionId: id });
		for (const [minute, name] of ['Agnese', 'Baiba', 'Cilda'].entries()) {
			const ticket = await makeTicket(held.db, { editionId: id, name });
			await letIn(device, ticket.code, 1 + 2 * minute);
		}
		const door = await listDoor(held.db, { editionId: id, now, page: 1 });
		expect(door.outside.map(({ holder, admission }) => [holder?.name, admission.at])).toEqual([
			['Cilda', at(5)],
			['Agnese', at(1)]
		]);
		expect([door.outsideInAll, door.inside]).toEqual([2, 3]);
	});

	test('counts nobody of another edition, nor codes that are nobody’s', async () => {
		const other = await makeEdition(held.db, { doorOpenedAt: '2027-05-24T05:00:00.000Z' });
		const elsewhere = await makeTicket(held.db, { editionId: other.id });
		await letIn(north, elsewhere.code, 1);
		await letIn(north, 'NOBODY', 1);
		const door = await listDoor(held.db, { editionId, now, page: 1 });
		expect([door.inside, door.arrived, door.people]).toEqual([0, 0, []]);
		expect((await listDoor(held.db, { editionId: other.id, now, page: 1 })).inside).toBe(0);
	});

	test('asks as little of the database for three guests as for one', async () => {
		const cost = () => countQueries(held.db, (db) => listDoor(db, { editionId, now, page: 1 }));
		await letIn(north, (await makeTicket(held.db, { editionId })).code, 1);
		const one = await cost();
		for (let guest = 0; guest < 2; guest++) {
			await letIn(north, (await makeTicket(held.db, { editionId, companions: ['Eva'] })).code, 1);
		}
		expect(await cost()).toBe(one);
	});

	test('shows fifty to a page, and the last page for one that is not there', async () => {
		for (let guest = 0; guest < 51; guest++) {
			await letIn(north, (await makeTicket(held.db, { editionId })).code, 1);
		}
		const first = await listDoor(held.db, { editionId, now, page: 1 });
		const beyond = await listDoor(held.db, { editionId, now, page: 99 });
		expect([first.people.length, first.page, first.pages]).toEqual([50, 1, 2]);
		expect([beyond.people.length, beyond.page]).toEqual([1, 2]);
	});
});

describe('the log that a tablet reads', () => {
	test('comes whole at first, then from ten seconds before the last time', async () => {
		const anna = await makeTicket(held.db, { editionId });
		const scan = await letIn(north, anna.code, 1);
		const first = await listScansSince(held.db, { editionId, cursor: undefined, now });
		expect(first.scans.map(({ key }) => key)).toEqual([scan.key]);
		expect(first.more).toBe(false);
		const again = await listScansSince(held.db, { editionId, cursor: first.cursor, now });
		expect(again.scans.map(({ key }) => key)).toEqual([scan.key]);
		const soon = later(now, 11 * second);
		const third = await listScansSince(held.db, { editionId, cursor: again.cursor, now: soon });
		const last = await listScansSince(held.db, { editionId, cursor: third.cursor, now: soon });
		expect(last.scans).toEqual([]);
	});

	test('of many rows comes in pieces that leave none out', async () => {
		const scans = Array.from({ length: 100 }, (_, at) => at);
		for (let batch = 0; batch < 21; batch++) {
			await recordScans(held.db, {
				device: north,
				sentAt: now,
				now,
				scans: scans.map((at) => ({
					key: newId(),
					sequence: ++sequence,
					kind: 'entry',
					ticketCode: `NOBODY${batch}X${at}`,
					scannedAt: now
				}))
			});
		}
		const keys = new Set<string>();
		let cursor: string | undefined;
		for (let more = true; more;) {
			const page = await listScansSince(held.db, { editionId, cursor, now });
			for (const { key } of page.scans) keys.add(key);
			({ cursor, more } = page);
		}
		expect(keys.size).toBe(2_100);
		expect(await listScans(held.db, editionId)).toHaveLength(2_100);
	});

	test('tells a device how far it has counted', async () => {
		expect(await lastSequence(held.db, north.id)).toBe(0);
		const { sequence } = await letIn(north, 'NOBODY', 1);
		expect(await lastSequence(held.db, north.id)).toBe(sequence);
		expect(await lastSequence(held.db, south.id)).toBe(0);
	});
});
