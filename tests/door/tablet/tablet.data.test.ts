import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recordChange } from '#lib/changes/commands.server.ts';
import { closeDoor } from '#lib/conference/commands.server.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { revokeDevice } from '#lib/door/pairing.server.ts';
import { listScans } from '#lib/door/queries.server.ts';
import { foldScans, insideOn } from '#lib/door/scan.ts';
import { DoorServer } from '#lib/door/tablet/door-server.ts';
import { Tablet } from '#lib/door/tablet/tablet.svelte.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';
import { listDoorGuests } from '#lib/guests/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { useDatabase } from '../../database.ts';
import { makeDevice, makeEdition, makeOrganiser, makeTicket } from '../../factories.ts';
import { Network } from './network.ts';

const held = useDatabase();
const timeZone = 'Europe/Riga';
const person = { name: 'Ieva Kalniņa', organisation: '', email: '' };

let editionId: string;
let north: Awaited<ReturnType<typeof openTablet>>;

/** The clock of tablets and server alike. */
const itIs = (time: string) => vi.setSystemTime(`2027-05-24T${time}:00.000Z`);

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	itIs('06:10');
	editionId = (await makeEdition(held.db, { doorOpenedAt: '2027-05-24T06:00:00.000Z' })).id;
	north = await openTablet('Main entrance');
});

afterEach(() => vi.useRealTimers());

async function openTablet(gate: string) {
	const device = await makeDevice(held.db, { editionId, gate });
	const network = new Network(held.db, device.token);
	const server = new DoorServer(network.request);
	const tablet = new Tablet({ device, editionId, timeZone, lastSequence: 0 }, server, undefined);
	await tablet.sync();
	return { device, network, tablet };
}

/** What is done while the tablet has no network; it has tried to send by then. */
async function cutOff({ tablet, network }: typeof north, work: () => Promise<void> | void) {
	network.down = true;
	await work();
	await tablet.sync();
	network.down = false;
}

/** A guest, put on the list as an organiser would: tablets hear of it. */
async function guest(parts: Partial<Parameters<typeof makeTicket>[1]> = {}) {
	const ticket = await makeTicket(held.db, { editionId, name: 'Anna Bērziņa', ...parts });
	await inTransaction(held.db, async (trx) => {
		recordChange(trx, guestChange, {
			verb: 'guest.added',
			editionId,
			subjectId: ticket.guestId,
			now: instantNow()
		});
	});
	return ticket;
}

const folded = async () => foldScans(await listScans(held.db, editionId), timeZone);
async function inside() {
	return [...(await folded())]
		.filter(([, presence]) => insideOn(presence, '2027-05-24'))
		.map(([code]) => code);
}

describe('a tablet in contact', () => {
	test('welcomes a guest, and says who is inside already and since when', async () => {
		const anna = await guest();
		const { tablet } = north;
		await tablet.sync();
		await tablet.scan(anna.code);
		expect(tablet.result).toMatchObject({
			kind: 'welcome',
			holder: { name: 'Anna Bērziņa' },
			sent: true,
			undoable: true
		});
		await tablet.scan(anna.code);
		expect(tablet.result).toMatchObject({ kind: 'inside', since: { gate: 'Main entrance' } });
		expect(tablet.inside).toBe(1);
	});

	test('begins the second day with nobody inside, and welcomes who was there before', async () => {
		const anna = await guest();
		const { tablet } = north;
		await tablet.scan(anna.code);
		vi.setSystemTime('2027-05-25T06:10:00.000Z');
		await tablet.sync();
		expect([tablet.inside, tablet.insideSince(anna.code)]).toEqual([0, undefined]);
		await cutOff(north, () => tablet.scan(anna.code));
		expect(tablet.result).toMatchObject({ kind: 'welcome', since: null, undoable: true });
		await tablet.sync();
		expect([tablet.result?.sent, tablet.inside]).toEqual([true, 1]);
	});

	test('takes an entry back', async () => {
		const anna = await guest();
		const { tablet } = north;
		await tablet.scan(anna.code);
		tablet.undo(tablet.result?.key ?? '');
		await tablet.sync();
		expect(tablet.result).toMatchObject({ kind: 'undone', sent: true });
		expect([tablet.inside, await inside()]).toEqual([0, []]);
	});

	test('lets in somebody who had declined only when the helper says so', async () => {
		const juris = await guest({ answer: 'no' });
		const { tablet } = north;
		await tablet.sync();
		await tablet.scan(juris.code);
		expect([tablet.result?.kind, await inside()]).toEqual(['declined', []]);
		tablet.letInAnyway();
		await tablet.sync();
		expect([tablet.result?.kind, await inside()]).toEqual(['welcome', [juris.code]]);
	});

	test('opened by the address of the server in the house records scans and walk-ins', async () => {
		const anna = await guest();
		const { tablet, network } = north;
		network.openedAt = 'http://10.0.0.5:3000';
		await tablet.scan(anna.code);
		tablet.addWalkIn(person);
		await tablet.sync();
		expect([tablet.online, tablet.unsent, (await inside()).length]).toEqual([true, 0, 2]);
	});

	test('at an address from which the server takes nothing says so, and sends it later', async () => {
		const anna = await guest();
		const { tablet, network } = north;
		await tablet.sync();
		network.failing.set('POST /door/scans', 403);
		await tablet.scan(anna.code);
		await tablet.sync();
		expect([tablet.online, tablet.wrongAddress, tablet.unsent]).toEqual([true, true, 1]);
		network.failing.clear();
		await tablet.sync();
		expect([tablet.wrongAddress, tablet.unsent, await inside()]).toEqual([false, 0, [anna.code]]);
	});

	test('hears whom another gate let in', async () => {
		const anna = await guest();
		const south = await openTablet('Courtyard');
		await south.tablet.scan(anna.code);
		await north.tablet.sync();
		expect(north.tablet.insideSince(anna.code)?.gate).toBe('Courtyard');
	});

	test('whose door was closed meanwhile lets nobody in, and says why', async () => {
		const anna = await guest();
		const { tablet } = north;
		await tablet.sync();
		const by = (await makeOrganiser(held.db)).id;
		await closeDoor(held.db, { editionId, by, now: instantNow() });
		itIs('06:11');
		await tablet.scan(anna.code);
		expect(tablet.result).toMatchObject({ kind: 'refused', holder: { name: 'Anna Bērziņa' } });
		expect([tablet.door, tablet.inside, tablet.notRecorded]).toEqual(['closed', 0, []]);
		tablet.addWalkIn(person);
		expect([tablet.unsent, tablet.done]).toEqual([0, []]);
	});

	test('forgets everything once it is disconnected', async () => {
		await guest();
		const { tablet, device } = north;
		await tablet.sync();
		const by = (await makeOrganiser(held.db)).id;
		await revokeDevice(held.db, { editionId, deviceId: device.id, by, now: instantNow() });
		await tablet.sync();
		expect([tablet.ended, tablet.listed, tablet.result]).toEqual([true, 0, undefined]);
	});
});

describe('a tablet without a network', () => {
	test('says of a walk-in that it is not sent yet, until it is', async () => {
		const { tablet } = north;
		await cutOff(north, () => tablet.addWalkIn(person));
		expect(tablet.result).toMatchObject({ kind: 'welcome', sent: false });
		expect([tablet.online, tablet.unsent]).toEqual([false, 1]);
		await tablet.sync();
		expect(tablet.result).toMatchObject({ kind: 'welcome', sent: true, undoable: true });
		expect(await inside()).toHaveLength(1);
	});

	test('and a guest let in elsewhere meanwhile: both admissions are kept', async () => {
		const anna = await guest();
		const south = await openTablet('Courtyard');
		await north.tablet.sync();
		await cutOff(north, () => north.tablet.scan(anna.code));
		expect(north.tablet.result).toMatchObject({ kind: 'welcome', sent: false });
		itIs('06:11');
		await south.tablet.scan(anna.code);
		await north.tablet.sync();
		const presence = (await folded()).get(anna.code);
		expect(presence?.doubles).toMatchObject([
			{ entry: { gate: 'Main entrance' }, again: { gate: 'Courtyard' } }
		]);
	});
});

describe('what the server does not take', () => {
	test('of a walk-in blocks nothing: it is shown as not recorded, and what waits behind it goes', async () => {
		const anna = await guest();
		const { tablet } = north;
		await tablet.sync();
		await cutOff(north, async () => {
			tablet.addWalkIn({ ...person, email: 'anna@skola' });
			await tablet.scan(anna.code);
		});
		expect(tablet.unsent).toBe(2);
		await tablet.sync();
		expect(tablet.unsent).toBe(0);
		expect(await inside()).toEqual([anna.code]);
		expect(tablet.notRecorded).toMatchObject([
			{ kind: 'walk-in', name: 'Ieva Kalniņa', walkIn: { ...person, email: 'anna@skola' } }
		]);
		tablet.forget(tablet.notRecorded[0]?.key ?? '');
		expect(tablet.notRecorded).toEqual([]);
	});

	test('leaves neither a welcome on the screen nor somebody inside', async () => {
		const { tablet } = north;
		tablet.addWalkIn({ ...person, email: 'anna@skola' });
		await tablet.sync();
		expect(tablet.result).toMatchObject({ kind: 'refused', sent: true, undoable: false });
		expect([tablet.done, await listDoorGuests(held.db, editionId)]).toEqual([[], []]);
	});

	test('of a walk-in, answered for another row, is shown as not recorded', async () => {
		const { tablet, network } = north;
		await cutOff(north, () => tablet.addWalkIn(person));
		const verdicts = [
			{ key: newId(), verdict: 'unknown', since: null, recorded: 'unknown', holder: null }
		];
		network.answering.set('POST /door/walk-ins', { verdicts, now: instantNow() });
		await tablet.sync();
		expect([tablet.unsent, tablet.notRecorded.map(({ name }) => name)]).toEqual([
			0,
			['Ieva Kalniņa']
		]);
	});

	test('because it cannot read the request is set aside too', async () => {
		const anna = await guest();
		const { tablet, network } = north;
		await tablet.sync();
		await cutOff(north, () => tablet.scan(anna.code));
		network.failing.set('POST /door/scans', 400);
		await tablet.sync();
		expect([tablet.unsent, tablet.inside]).toEqual([0, 0]);
		expect(tablet.notRecorded).toMatchObject([{ kind: 'entry', name: 'Anna Bērziņa' }]);
	});

	test('does not keep the tablet from reading the list and the log', async () => {
		const { tablet, network } = north;
		await cutOff(north, () => tablet.addWalkIn(person));
		network.failing.set('POST /door/walk-ins', 500);
		await guest();
		await tablet.sync();
		expect([tablet.listed, tablet.unsent, tablet.online]).toEqual([1, 1, true]);
	});
});
