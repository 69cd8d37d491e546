import { beforeEach, describe, expect, test } from 'vitest';
import { recordScans } from '#lib/door/commands.server.ts';
import { listArrivals, listScans } from '#lib/door/queries.server.ts';
import { foldScans, insideOn } from '#lib/door/scan.ts';
import type { ScanUpload } from '#lib/door/upload.ts';
import { newId } from '#lib/platform/ids.ts';
import { useDatabase } from '../database.ts';
import { countQueries } from '../queries.ts';
import { makeDevice, makeEdition, makeTicket, type HeldTicket } from '../factories.ts';

const held = useDatabase();
const at = (minute: number) => `2027-05-24T06:${String(minute).padStart(2, '0')}:00.000Z`;

let editionId: string;
let north: Awaited<ReturnType<typeof makeDevice>>;
let south: Awaited<ReturnType<typeof makeDevice>>;
let anna: HeldTicket;

beforeEach(async () => {
	editionId = (await makeEdition(held.db, { doorOpenedAt: '2027-05-24T05:00:00.000Z' })).id;
	north = await makeDevice(held.db, { editionId });
	south = await makeDevice(held.db, { editionId, name: 'Tablet 2', gate: 'Courtyard' });
	anna = await makeTicket(held.db, { editionId, name: 'Anna Bērziņa', organisation: 'BHAK Wien' });
});

let count = 0;
function entry(parts: Partial<Extract<ScanUpload, { kind: 'entry' }>> = {}): ScanUpload {
	return {
		key: newId(),
		sequence: ++count,
		kind: 'entry',
		ticketCode: anna.code,
		scannedAt: at(1),
		...parts
	};
}
const exit = (parts: object = {}) => ({ ...entry(), kind: 'exit', ...parts });
const undoOf = (scan: ScanUpload, parts: object = {}) => ({
	...entry(),
	kind: 'undo',
	undoes: scan.key,
	...parts
});

/** What a tablet with a right clock hears when it sends at this minute. */
function send(device: typeof north, minute: number, ...scans: unknown[]) {
	return recordScans(held.db, { device, scans, sentAt: at(minute), now: at(minute) });
}
async function heard(device: typeof north, minute: number, ...scans: unknown[]) {
	return (await send(device, minute, ...scans)).map(({ verdict }) => verdict);
}
const folded = async () => foldScans(await listScans(held.db, editionId), 'Europe/Riga');
async function inside(dayOn = '2027-05-24') {
	return [...(await folded())]
		.filter(([, presence]) => insideOn(presence, dayOn))
		.map(([code]) => code);
}

describe('one check-in', () => {
	test('welcomes a guest by name and keeps when and where they came', async () => {
		const scan = entry();
		expect(await send(north, 1, scan)).toEqual([
			{
				key: scan.key,
				verdict: 'welcome',
				since: null,
				recorded: 'welcome',
				holder: {
					ticketCode: anna.code,
					name: 'Anna Bērziņa',
					organisation: 'BHAK Wien',
					guestId: anna.guestId,
					companionId: null
				}
			}
		]);
		expect(await listArrivals(held.db, editionId)).toEqual([
			{
				ticketCode: anna.code,
				guestId: anna.guestId,
				companionId: null,
				at: at(1),
				gate: 'Main entrance'
			}
		]);
	});

	test('says when and where somebody who is inside came in, and does not let them in twice', async () => {
		await send(north, 1, entry());
		const [verdict] = await send(south, 5, entry({ scannedAt: at(5) }));
		expect(verdict).toMatchObject({
			verdict: 'inside',
			since: { at: at(1), gate: 'Main entrance' },
			recorded: 'inside'
		});
		expect((await folded()).get(anna.code)?.doubles).toEqual([]);
	});

	test('welcomes on the second morning who came the day before, and then says since when today', async () => {
		await send(north, 1, entry());
		const morning = (minute: string) => `2027-05-25T06:${minute}:00.000Z`;
		const ask = (device: typeof north, now: string) =>
			recordScans(held.db, { device, scans: [entry({ scannedAt: now })], sentAt: now, now });
		expect(await ask(north, morning('05'))).toMatchObject([
			{ verdict: 'welcome', recorded: 'welcome', since: null }
		]);
		expect(await ask(south, morning('09'))).toMatchObject([
			{ verdict: 'inside', since: { at: morning('05'), gate: 'Main entrance' } }
		]);
		expect(await inside('2027-05-25')).toEqual([anna.code]);
	});

	test('lets a guest who went out come in again', async () => {
		await send(north, 1, entry());
		expect(await heard(north, 2, exit({ scannedAt: at(2) }))).toEqual(['left']);
		expect(await heard(north, 3, entry({ scannedAt: at(3) }))).toEqual(['welcome']);
		expect((await folded()).get(anna.code)).toMatchObject({
			arrivals: [{ at: at(1) }],
			stay: { at: at(3) }
		});
	});

	test.each([
		['was not opened yet', { doorOpenedAt: null }],
		['opens later', { doorOpenedAt: at(2) }],
		['was closed', { doorOpenedAt: at(0), doorClosedAt: at(0) }]
	])(
		'lets nobody in who asks while the door %s; what a tablet did by itself is kept',
		async (_, hours) => {
			const other = await makeEdition(held.db, hours);
			const device = await makeDevice(held.db, { editionId: other.id });
			const { code } = await makeTicket(held.db, { editionId: other.id, name: 'Juris' });
			expect(await send(device, 1, entry({ ticketCode: code }))).toMatchObject([
				{ verdict: 'refused', recorded: null, holder: { name: 'Juris' } }
			]);
			expect(await listScans(held.db, other.id)).toEqual([]);
			const fact = entry({ ticketCode: code, decided: 'welcome' });
			expect(await send(device, 1, fact)).toMatchObject([
				{ verdict: 'welcome', recorded: 'welcome' }
			]);
		}
	);

	test('does not know the code of another edition, of a guest taken off the list, or of nobody', async () => {
		const other = await makeEdition(held.db, { doorOpenedAt: '2027-05-24T05:00:00.000Z' });
		const elsewhere = await makeTicket(held.db, { editionId: other.id });
		const removed = await makeTicket(held.db, { editionId, removedAt: at(0) });
		const codes = [elsewhere.code, removed.code, 'NOBODY'];
		expect(await heard(north, 1, ...codes.map((ticketCode) => entry({ ticketCode })))).toEqual([
			'unknown',
			'unknown',
			'unknown'
		]);
		expect(await inside()).toEqual([]);
	});

	test('asks the helper about a guest who declined, and lets them in when the helper does', async () => {
		const juris = await makeTicket(held.db, { editionId, answer: 'no' });
		const scan = entry({ ticketCode: juris.code });
		const [asked] = await send(north, 1, scan);
		expect(asked).toMatchObject({ verdict: 'declined', recorded: null });
		expect(await listScans(held.db, editionId)).toEqual([]);
		const [admitted] = await send(north, 1, { ...scan, decided: 'declined' });
		expect(admitted).toMatchObject({ verdict: 'welcome', recorded: 'declined' });
		expect(await inside()).toEqual([juris.code]);
	});

	test('a guest who has not answered, or answered maybe, is welcome', async () => {
		const maybe = await makeTicket(held.db, { editionId, answer: 'maybe' });
		const silent = await makeTicket(held.db, { editionId, answer: null });
		const codes = [maybe.code, silent.code];
		expect(await heard(north, 1, ...codes.map((ticketCode) => entry({ ticketCode })))).toEqual([
			'welcome',
			'welcome'
		]);
	});

	test('companions come in by themselves, each with a ticket of their own', async () => {
		const eva = await makeTicket(held.db, { editionId, companions: ['Jānis', 'Līga'] });
		const [janis] = eva.companions;
		const [verdict] = await send(north, 1, entry({ ticketCode: janis?.code }));
		expect(verdict?.holder).toMatchObject({ name: 'Jānis', companionId: janis?.id });
		expect(await inside()).toEqual([janis?.code]);
		expect(await listArrivals(held.db, editionId)).toEqual([
			{
				ticketCode: janis?.code,
				guestId: eva.guestId,
				companionId: janis?.id,
				at: at(1),
				gate: 'Main entrance'
			}
		]);
	});
});

describe('uploads', () => {
	test('sending the same scan again changes nothing and says the same', async () => {
		const scan = entry();
		const first = await send(north, 1, scan);
		expect(await send(north, 4, scan, scan)).toEqual([...first, ...first]);
		expect(await listScans(held.db, editionId)).toHaveLength(1);
	});

	test('both admissions of one ticket by two devices without a network are kept, the earlier as the entry', async () => {
		await send(south, 9, entry({ decided: 'welcome', scannedAt: at(3) }));
		const [verdict] = await send(north, 10, entry({ decided: 'welcome', scannedAt: at(2) }));
		expect(verdict).toMatchObject({
			verdict: 'inside',
			recorded: 'welcome',
			since: { at: at(3), gate: 'Courtyard' }
		});
		const presence = (await folded()).get(anna.code);
		expect(presence?.stay).toMatchObject({ at: at(2), gate: 'Main entrance' });
		expect(presence?.doubles).toMatchObject([
			{ entry: { gate: 'Main entrance' }, again: { gate: 'Courtyard' } }
		]);
	});

	test('a clock that is wrong by hours is put right by the time it sent', async () => {
		const slow = entry({ scannedAt: '2027-05-24T03:01:00.000Z' });
		await recordScans(held.db, {
			device: north,
			scans: [slow],
			sentAt: '2027-05-24T03:04:00.000Z',
			now: at(4)
		});
		expect(await listArrivals(held.db, editionId)).toMatchObject([{ at: at(1) }]);
	});

	test.each([
		['in the future', '2099-01-01T00:00:00.000Z', at(4)],
		['before the device was paired', '1999-01-01T00:00:00.000Z', '2027-03-01T08:00:00.000Z']
	])('a scan %s is moved to what is possible', async (_, scannedAt, expected) => {
		await send(north, 4, entry({ scannedAt }));
		expect(await listArrivals(held.db, editionId)).toMatchObject([{ at: expected }]);
	});

	test('a row that cannot be read is refused by itself and blocks nothing', async () => {
		const good = entry();
		const taken = entry();
		await send(south, 1, { ...taken, ticketCode: 'OTHER' });
		const bad: unknown[] = [
			null,
			7,
			[],
			{},
			entry({ key: 'not-a-key' }),
			entry({ sequence: 0 }),
			entry({ sequence: 1.5 }),
			entry({ sequence: 1e300 }),
			{ ...entry(), ticketCode: { $ne: '' } },
			{ ...entry(), ticketCode: 'A'.repeat(5_000) },
			{ ...entry(), kind: 'walk-in' },
			{ ...entry(), kind: 'delete' },
			{ ...entry(), decided: 'undone' },
			{ ...entry(), scannedAt: 'yesterday' },
			{ ...entry(), scannedAt: '2027-13-45T99:99:99.999Z' },
			{ ...undoOf(good), undoes: undefined },
			taken
		];
		const verdicts = await heard(north, 1, ...bad, good, entry({ ticketCode: 'x\u0000<script>' }));
		expect(verdicts).toEqual([...bad.map(() => 'refused'), 'welcome', 'unknown']);
	});

	test('a device cannot write in the name of another, nor reuse its keys', async () => {
		const scan = entry();
		await send(north, 1, scan);
		const [verdict] = await send(south, 2, { ...scan, decided: 'welcome', deviceId: north.id });
		expect(verdict).toEqual({
			key: scan.key,
			verdict: 'refused',
			since: null,
			recorded: null,
			holder: null
		});
		expect((await listScans(held.db, editionId)).map(({ deviceId }) => deviceId)).toEqual([
			north.id
		]);
	});

	test('a hundred scans ask as little of the database as one', async () => {
		const cost = (scans: unknown[]) =>
			countQueries(held.db, (db) =>
				recordScans(db, { device: north, scans, sentAt: at(1), now: at(1) })
			);
		const one = await cost([entry()]);
		const hundred = Array.from({ length: 100 }, (_, at) => entry({ ticketCode: `CODE${at}` }));
		expect(await cost(hundred)).toBe(one);
	});

	test('a hundred scans of one batch are judged in their order', async () => {
		const codes = Array.from({ length: 50 }, (_, index) => `CODE${index}`);
		const scans = codes.flatMap((ticketCode) => [
			entry({ ticketCode, decided: 'welcome' }),
			entry({ ticketCode })
		]);
		expect(await heard(north, 1, ...scans)).toEqual(codes.flatMap(() => ['welcome', 'inside']));
	});
});

describe('an undo', () => {
	test('takes the entry back, and the guest can come in again', async () => {
		const scan = entry();
		await send(north, 1, scan);
		expect(await heard(north, 2, undoOf(scan))).toEqual(['undone']);
		expect(await inside()).toEqual([]);
		expect(await listArrivals(held.db, editionId)).toEqual([]);
		expect(await heard(south, 3, entry())).toEqual(['welcome']);
	});

	test('may arrive before the scan that it takes back', async () => {
		const scan = entry({ decided: 'welcome' });
		const undo = undoOf(scan);
		expect(await heard(north, 2, undo)).toEqual(['undone']);
		await send(north, 3, scan);
		expect(await inside()).toEqual([]);
	});

	test('of another device’s scan is refused', async () => {
		const scan = entry();
		await send(north, 1, scan);
		expect(await heard(south, 2, undoOf(scan))).toEqual(['refused']);
		expect(await inside()).toEqual([anna.code]);
	});

	test('of a scan in another edition is refused', async () => {
		const other = await makeEdition(held.db, { doorOpenedAt: '2027-05-24T05:00:00.000Z' });
		const foreign = await makeDevice(held.db, { editionId: other.id });
		const scan = entry();
		await send(north, 1, scan);
		expect(await heard(foreign, 2, undoOf(scan))).toEqual(['refused']);
		expect(await inside()).toEqual([anna.code]);
	});
});

describe('at the same moment', () => {
	test('two devices that ask about one ticket: one hears welcome, the other already inside', async () => {
		const answers = await Promise.all([heard(north, 1, entry()), heard(south, 1, entry())]);
		expect(answers.flat().sort()).toEqual(['inside', 'welcome']);
	});

	test('one scan sent twice is in the log once, and both hear the same', async () => {
		const scan = entry();
		const [one, other] = await Promise.all([send(north, 1, scan), send(north, 1, scan)]);
		expect(one).toEqual(other);
		expect(await listScans(held.db, editionId)).toHaveLength(1);
	});

	test('batches that name the same tickets in opposite order do not wait for each other for ever', async () => {
		const codes = Array.from({ length: 40 }, (_, index) => `CODE${index}`);
		const batch = (order: string[]) => order.map((ticketCode) => entry({ ticketCode }));
		const answers = await Promise.all([
			heard(north, 1, ...batch(codes)),
			heard(south, 1, ...batch(codes.toReversed())),
			heard(north, 1, ...batch(codes))
		]);
		expect(answers.flat()).toEqual(Array.from({ length: 120 }, () => 'unknown'));
	});
});
