import { beforeEach, describe, expect, test } from 'vitest';
import { closeDoor } from '#lib/conference/commands.server.ts';
import { recordScans } from '#lib/door/commands.server.ts';
import { listArrivals, listScans } from '#lib/door/queries.server.ts';
import { foldTicket } from '#lib/door/scan.ts';
import type { WalkInUpload } from '#lib/door/upload.ts';
import { addWalkIn } from '#lib/door/walk-ins.server.ts';
import { listDoorGuests } from '#lib/guests/queries.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { useDatabase } from '../database.ts';
import { makeDevice, makeEdition, makeOrganiser, makePerson, makeTicket } from '../factories.ts';

const held = useDatabase();
const now = '2027-05-24T06:05:00.000Z';

let editionId: string;
let device: Awaited<ReturnType<typeof makeDevice>>;

beforeEach(async () => {
	editionId = (await makeEdition(held.db, { doorOpenedAt: '2027-05-24T05:00:00.000Z' })).id;
	device = await makeDevice(held.db, { editionId });
});

const walkIn = (parts: Partial<WalkInUpload> = {}): WalkInUpload => ({
	key: newId(),
	sequence: 1,
	scannedAt: now,
	sentAt: now,
	name: 'Ieva Kalniņa',
	organisation: 'Ogres tehnikums',
	email: '',
	...parts
});
const add = (parts?: Partial<WalkInUpload>) =>
	addWalkIn(held.db, { device, walkIn: walkIn(parts), language: 'lv', now });

describe('a walk-in', () => {
	test('is on the list and inside at once', async () => {
		const verdict = await add();
		expect(verdict).toMatchObject({
			verdict: 'welcome',
			recorded: 'welcome',
			holder: { name: 'Ieva Kalniņa', organisation: 'Ogres tehnikums' }
		});
		const [listed] = await listDoorGuests(held.db, editionId);
		expect(listed).toMatchObject({ name: 'Ieva Kalniņa', answer: null, removed: false });
		expect(await listArrivals(held.db, editionId)).toMatchObject([
			{ guestId: listed?.guestId, at: now, gate: 'Main entrance' }
		]);
	});

	test.each([
		['an address without its end', { email: 'anna@skola' }],
		['an address with a second line', { email: 'anna@school.example\nBcc: all@school.example' }],
		['no name', { name: ' \u0000 ' }],
		['a name as long as a book', { name: 'A'.repeat(201) }],
		['a number for a name', { name: 7 }],
		['no time', { scannedAt: 'yesterday' }],
		['no sequence', { sequence: -1 }]
	])('with %s is refused by itself, and nobody is added', async (_, parts) => {
		const bad = { ...walkIn(), ...parts };
		const verdict = await addWalkIn(held.db, { device, walkIn: bad, language: 'lv', now });
		expect(verdict).toEqual({
			key: bad.key,
			verdict: 'refused',
			since: null,
			recorded: null,
			holder: null
		});
		expect(await listDoorGuests(held.db, editionId)).toEqual([]);
	});

	test.each([null, 7, [], 'walk-in', {}])('that is %j is refused', async (nothing) => {
		const verdict = await addWalkIn(held.db, { device, walkIn: nothing, language: 'lv', now });
		expect(verdict).toMatchObject({ key: '', verdict: 'refused' });
	});

	test('while the door is closed is refused; sent late, but let in before, is taken', async () => {
		const by = (await makeOrganiser(held.db)).id;
		await closeDoor(held.db, { editionId, by, now: '2027-05-24T06:04:00.000Z' });
		expect(await add()).toMatchObject({ verdict: 'refused', recorded: null });
		const before = '2027-05-24T06:03:00.000Z';
		expect(await add({ scannedAt: before })).toMatchObject({ verdict: 'welcome' });
		expect(await listArrivals(held.db, editionId)).toMatchObject([{ at: before }]);
	});

	test('sent twice at the same moment is one person', async () => {
		const one = walkIn();
		const send = () => addWalkIn(held.db, { device, walkIn: one, language: 'lv', now });
		const [first, second] = await Promise.all([send(), send()]);
		expect(second).toEqual(first);
		expect(await listDoorGuests(held.db, editionId)).toHaveLength(1);
	});

	test('two people of one name without an address are two guests', async () => {
		await add();
		await add({ sequence: 2 });
		expect(await listDoorGuests(held.db, editionId)).toHaveLength(2);
	});

	test('comes in after a scanned code without a letter or a digit, at any gate', async () => {
		const stray = { key: newId(), sequence: 1, kind: 'entry', ticketCode: 'Привет, мир' };
		const scans = [{ ...stray, scannedAt: now }];
		const [told] = await recordScans(held.db, { device, scans, sentAt: now, now });
		expect(told?.verdict).toBe('unknown');
		const one = walkIn({ sequence: 2 });
		expect(await addWalkIn(held.db, { device, walkIn: one, language: 'lv', now })).toMatchObject({
			key: one.key,
			verdict: 'welcome',
			holder: { name: 'Ieva Kalniņa' }
		});
		device = await makeDevice(held.db, { editionId, gate: 'Courtyard' });
		expect((await add()).verdict).toBe('welcome');
		expect(await listDoorGuests(held.db, editionId)).toHaveLength(2);
	});

	test('who is known by their address is that person, under the name they have', async () => {
		const anna = await makePerson(held.db, { name: 'Anna Bērziņa', email: 'anna@school.example' });
		const verdict = await add({ name: 'A. Berzina', email: 'anna@school.example' });
		expect(verdict.holder?.name).toBe('Anna Bērziņa');
		const guests = await held.db.selectFrom('guest').select(['personId', 'source']).execute();
		expect(guests).toEqual([{ personId: anna.id, source: 'walk-in' }]);
	});

	test('who already came in by their ticket is named with when and where', async () => {
		await makeTicket(held.db, { editionId, name: 'Anna Bērziņa' });
		const [{ code = '', email = null } = {}] = await held.db
			.selectFrom('guest')
			.innerJoin('person', 'person.id', 'guest.personId')
			.select(['guest.ticketCode as code', 'person.email'])
			.execute();
		const scan = { key: newId(), sequence: 1, kind: 'entry', ticketCode: code, scannedAt: now };
		await recordScans(held.db, { device, scans: [scan], sentAt: now, now });
		expect(await add({ email: email ?? '', sequence: 2 })).toMatchObject({
			verdict: 'inside',
			since: { at: now, gate: 'Main entrance' }
		});
	});

	test('can be undone: they stay on the list, outside', async () => {
		const entered = await add();
		const [scan] = await listScans(held.db, editionId);
		const undo = {
			key: newId(),
			sequence: 2,
			kind: 'undo',
			undoes: entered.key,
			ticketCode: scan?.ticketCode,
			scannedAt: now
		};
		const [verdict] = await recordScans(held.db, { device, scans: [undo], sentAt: now, now });
		expect(verdict?.verdict).toBe('undone');
		const presence = foldTicket(await listScans(held.db, editionId), 'Europe/Riga');
		expect(presence.stay).toBe(undefined);
		expect(await listDoorGuests(held.db, editionId)).toHaveLength(1);
	});

	test('under a key of another device is refused', async () => {
		const other = await makeDevice(held.db, { editionId });
		const one = walkIn();
		await addWalkIn(held.db, { device: other, walkIn: one, language: 'lv', now });
		expect((await addWalkIn(held.db, { device, walkIn: one, language: 'lv', now })).verdict).toBe(
			'refused'
		);
	});
});
