import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldScans, insideOn, type Scan } from '#lib/door/scan.ts';
import { DoorLog } from '#lib/door/tablet/door-log.ts';
import { GuestList } from '#lib/door/tablet/guest-list.ts';
import { UnsentScans, type Unsent } from '#lib/door/tablet/unsent-scans.ts';
import type { Ticket } from '#lib/guests/guest.ts';

function ticket(name: string, parts: Partial<Ticket> = {}): Ticket {
	return {
		ticketCode: name.toUpperCase(),
		guestId: name,
		companionId: null,
		name,
		organisation: null,
		answer: 'yes',
		removed: false,
		...parts
	};
}

describe('the list on a tablet', () => {
	const list = new GuestList([
		ticket('Šķēle, Ļena', { organisation: 'Rīgas Valsts tehnikums' }),
		ticket('Jānis Ozols', { guestId: 'ozols', companionId: 'janis' }),
		ticket('Pēteris Ozols', { guestId: 'ozols' }),
		ticket('Øystein Łukasz')
	]);
	const names = (typed: string) => list.search(typed, 6).found.map(({ name }) => name);

	test.each([
		['skele', ['Šķēle, Ļena']],
		['LENA SK', ['Šķēle, Ļena']],
		['riga', ['Šķēle, Ļena']],
		['ozo', ['Jānis Ozols', 'Pēteris Ozols']],
		['lukasz', ['Øystein Łukasz']],
		['oy', ['Øystein Łukasz']],
		['zols', []],
		['s', []],
		['', []]
	])('finds by %j', (typed, expected) => {
		expect(names(typed)).toEqual(expected);
	});

	test('shows a few of many and says how many there are', () => {
		const many = new GuestList(
			Array.from({ length: 10_000 }, (_, at) => ticket(`Anna ${at}`, { guestId: `guest ${at}` }))
		);
		const { found, total } = many.search('anna', 6);
		expect(found).toHaveLength(6);
		expect(total).toBe(10_000);
	});

	test('knows who came with whom, the guest first', () => {
		expect(list.partyOf('ozols').map(({ name }) => name)).toEqual(['Pēteris Ozols', 'Jānis Ozols']);
	});
});

describe('the log on a tablet', () => {
	const anyScan = fc.record({
		key: fc.integer({ min: 0, max: 9 }).map(String),
		deviceId: fc.constantFrom('north', 'south'),
		deviceSequence: fc.integer({ min: 1, max: 5 }),
		ticketCode: fc.constantFrom('ANNA', 'JURIS'),
		gate: fc.constant('Main entrance'),
		kind: fc.constantFrom('entry' as const, 'exit' as const, 'undo' as const),
		happenedAt: fc
			.integer({ min: 19, max: 25 })
			.map(
				(hour) =>
					`2027-05-2${4 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, '0')}:00:00.000Z`
			),
		decided: fc.constantFrom('welcome' as const, 'inside' as const),
		undoes: fc.option(fc.integer({ min: 0, max: 9 }).map(String))
	});

	test('row by row says the same as the whole log folded at once', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(anyScan, { selector: ({ key }) => key, maxLength: 10 }),
				(scans: Scan[]) => {
					const log = new DoorLog('Europe/Riga');
					for (const scan of scans) log.add(scan);
					const folded = foldScans(scans, 'Europe/Riga');
					for (const [code, presence] of folded) expect(log.presence(code)).toEqual(presence);
					for (const dayOn of ['2027-05-24', '2027-05-25']) {
						const inside = [...folded.values()].filter((presence) => insideOn(presence, dayOn));
						expect(log.insideOn(dayOn)).toBe(inside.length);
					}
				}
			)
		);
	});

	test('forgets a row that the server did not take', () => {
		const log = new DoorLog('Europe/Riga');
		const scan: Scan = {
			key: 'a',
			deviceId: 'north',
			deviceSequence: 1,
			ticketCode: 'ANNA',
			gate: 'Main entrance',
			kind: 'entry',
			happenedAt: '2027-05-24T06:00:00.000Z',
			decided: 'welcome',
			undoes: null
		};
		log.add(scan);
		expect(log.insideOn('2027-05-24')).toBe(1);
		log.remove(scan);
		expect(log.insideOn('2027-05-24')).toBe(0);
	});
});

describe('scans that were not sent', () => {
	class MemoryStorage {
		readonly kept = new Map<string, string>();
		getItem = (name: string) => this.kept.get(name) ?? null;
		setItem = (name: string, value: string) => void this.kept.set(name, value);
		removeItem = (name: string) => void this.kept.delete(name);
	}
	const tablet = { deviceId: 'north', editionId: 'edition' };
	const scan = (key: string): Unsent => ({
		kind: 'scan',
		upload: { key, sequence: 1, kind: 'entry', ticketCode: 'ANNA', scannedAt: '' },
		told: 'welcome'
	});
	const walkIn = (key: string): Unsent => ({
		kind: 'walk-in',
		walkIn: { key, sequence: 1, scannedAt: '', name: 'Ieva' }
	});

	test('are there again after a reload, and the count goes on', () => {
		const storage = new MemoryStorage();
		const unsent = new UnsentScans(storage, tablet, 40);
		expect(unsent.nextSequence()).toBe(41);
		unsent.add(scan('a'));
		const reloaded = new UnsentScans(storage, tablet, 7);
		expect(reloaded.nextBatch()).toEqual([scan('a')]);
		expect(reloaded.nextSequence()).toBe(42);
	});

	test('go in batches of a hundred at most, a walk-in by itself', () => {
		const unsent = new UnsentScans(undefined, tablet, 0);
		const scans = [scan('a'), scan('b'), walkIn('c'), scan('d')];
		for (const one of scans) unsent.add(one);
		const batches: Unsent[][] = [];
		while (unsent.count > 0) {
			const batch = unsent.nextBatch();
			batches.push(batch);
			unsent.remove(batch);
		}
		expect(batches).toEqual([scans.slice(0, 2), [walkIn('c')], [scan('d')]]);
		for (let at = 0; at < 250; at++) unsent.add(scan(String(at)));
		expect(unsent.nextBatch()).toHaveLength(100);
	});

	test('of another edition are not sent for this one', () => {
		const storage = new MemoryStorage();
		new UnsentScans(storage, { ...tablet, editionId: 'last year' }, 0).add(scan('a'));
		const unsent = new UnsentScans(storage, tablet, 0);
		expect([unsent.count, unsent.refused]).toEqual([0, []]);
	});

	test('of the device that this browser was before are shown, not sent in another’s name', () => {
		const storage = new MemoryStorage();
		const before = new UnsentScans(storage, tablet, 0);
		before.add(scan('a'));
		const now = new UnsentScans(storage, { ...tablet, deviceId: 'south' }, 0);
		expect([now.count, now.refused]).toEqual([0, [scan('a')]]);
		before.add(scan('b'));
		now.forget('a');
		expect(new UnsentScans(storage, { ...tablet, deviceId: 'south' }, 0).refused).toEqual([]);
	});

	test('of two tabs stand side by side, under numbers of their own', () => {
		const storage = new MemoryStorage();
		const [one, other] = [new UnsentScans(storage, tablet, 0), new UnsentScans(storage, tablet, 0)];
		expect([one.nextSequence(), other.nextSequence(), one.nextSequence()]).toEqual([1, 2, 3]);
		one.add(scan('a'));
		other.add(scan('b'));
		one.remove([scan('a')]);
		expect(new UnsentScans(storage, tablet, 0).nextBatch()).toEqual([scan('b')]);
	});

	test('that the server did not take stay in view until the helper has seen to them', () => {
		const storage = new MemoryStorage();
		const unsent = new UnsentScans(storage, tablet, 0);
		for (const one of [scan('a'), walkIn('b'), scan('a')]) unsent.setAside(one);
		expect(new UnsentScans(storage, tablet, 0).refused).toEqual([walkIn('b'), scan('a')]);
		unsent.forget('b');
		expect(unsent.refused).toEqual([scan('a')]);
	});

	test('live in memory where the browser keeps nothing, and a damaged storage is an empty one', () => {
		const refusing = {
			getItem: () => '{"scans":7}',
			setItem: () => {
				throw new Error('full');
			},
			removeItem: () => undefined
		};
		const unsent = new UnsentScans(refusing, tablet, 0);
		unsent.add(scan('a'));
		expect(unsent.count).toBe(1);
	});

	test('leave nothing behind when the tablet is disconnected', () => {
		const storage = new MemoryStorage();
		const unsent = new UnsentScans(storage, tablet, 0);
		unsent.add(scan('a'));
		unsent.wipe();
		expect([...storage.kept]).toEqual([]);
		expect(unsent.count).toBe(0);
	});
});
