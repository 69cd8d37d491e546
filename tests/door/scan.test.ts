import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	foldScans as foldScansIn,
	foldTicket as foldTicketIn,
	insideOn,
	type Scan
} from '#lib/door/scan.ts';

const timeZone = 'Europe/Riga';
const today = '2027-05-24';
const foldScans = (scans: Scan[]) => foldScansIn(scans, timeZone);
const foldTicket = (scans: Scan[]) => foldTicketIn(scans, timeZone);

function scan(key: string, partial: Partial<Scan> = {}): Scan {
	return {
		key,
		deviceId: 'north',
		deviceSequence: Number(/\d+$/.exec(key)?.[0] ?? 1),
		ticketCode: 'TICKET',
		gate: 'Main entrance',
		kind: 'entry',
		happenedAt: '2027-05-24T06:00:00.000Z',
		decided: 'welcome',
		undoes: null,
		...partial
	};
}

const at = (minute: number) => `2027-05-24T06:${String(minute).padStart(2, '0')}:00.000Z`;
const admission = (key: string, minute: number, deviceId = 'north', gate = 'Main entrance') => ({
	key,
	at: at(minute),
	dayOn: today,
	gate,
	deviceId
});

/** Logs of few tickets, devices and minutes, so that they collide; undos name any key, their own and unknown ones too. */
const anyLog = fc
	.array(
		fc.record({
			deviceId: fc.constantFrom('north', 'south', 'east'),
			deviceSequence: fc.integer({ min: 1, max: 6 }),
			ticketCode: fc.constantFrom('ANNA', 'JURIS'),
			gate: fc.constantFrom('Main entrance', 'Courtyard'),
			kind: fc.constantFrom('entry' as const, 'exit' as const, 'undo' as const, 'walk-in' as const),
			happenedAt: fc.integer({ min: 0, max: 4 }).map(at),
			decided: fc.constantFrom(
				'welcome' as const,
				'inside' as const,
				'declined' as const,
				'unknown' as const
			),
			target: fc.integer({ min: 0, max: 12 })
		}),
		{ maxLength: 12 }
	)
	.map((rows) =>
		rows.map(({ target, ...row }, index): Scan => ({
			...row,
			key: `key-${index}`,
			undoes: row.kind === 'undo' ? `key-${target}` : null
		}))
	);

describe('who is inside', () => {
	test('nobody is, before the first scan', () => {
		expect(foldScans([])).toEqual(new Map());
	});

	test('an entry lets a ticket in, an exit out, and a second entry in again', () => {
		const presence = foldTicket([
			scan('a1', { happenedAt: at(1) }),
			scan('a2', { kind: 'exit', decided: 'left', happenedAt: at(5) }),
			scan('a3', { happenedAt: at(9) })
		]);
		expect(presence).toEqual({
			arrivals: [admission('a1', 1)],
			stay: admission('a3', 9),
			doubles: []
		});
	});

	test('someone who was told "not on the list" or "already inside" was not let in', () => {
		const presence = foldTicket([
			scan('a1', { decided: 'unknown' }),
			scan('a2', { decided: 'inside' })
		]);
		expect(presence).toEqual({ arrivals: [], stay: undefined, doubles: [] });
	});

	test('someone who had declined and was let in all the same is inside', () => {
		expect(foldTicket([scan('a1', { decided: 'declined', happenedAt: at(1) })]).stay).toEqual(
			admission('a1', 1)
		);
	});

	test('an exit that nobody entered for changes nothing', () => {
		expect(foldTicket([scan('a1', { kind: 'exit' })])).toEqual({
			arrivals: [],
			stay: undefined,
			doubles: []
		});
	});

	test('of two devices that admit one ticket, the earlier is the entry, and the other is named with both gates', () => {
		const south = scan('b1', { deviceId: 'south', gate: 'Courtyard', happenedAt: at(3) });
		const north = scan('a7', { happenedAt: at(2) });
		const presence = foldTicket([south, north]);
		expect(presence.stay).toEqual(admission('a7', 2));
		expect(presence.doubles).toEqual([
			{
				ticketCode: 'TICKET',
				entry: admission('a7', 2),
				again: admission('b1', 3, 'south', 'Courtyard')
			}
		]);
	});
});

describe('on the second day', () => {
	const tomorrow = '2027-05-25';
	const yesterday = scan('a1', { happenedAt: at(1) });
	const morning = scan('a2', { happenedAt: '2027-05-25T06:05:00.000Z' });
	const again = {
		...admission('a2', 0),
		at: morning.happenedAt,
		dayOn: tomorrow
	};

	test('nobody is inside before they come in again, though nobody scanned the way out', () => {
		const presence = foldTicket([yesterday]);
		expect(insideOn(presence, today)).toEqual(admission('a1', 1));
		expect(insideOn(presence, tomorrow)).toBe(undefined);
	});

	test('an entry is an arrival of that day, and no double', () => {
		const presence = foldTicket([morning, yesterday]);
		expect(presence).toEqual({ arrivals: [admission('a1', 1), again], stay: again, doubles: [] });
		expect(insideOn(presence, today)).toBe(undefined);
	});

	test('a second entry of the same day is a double of that day’s, not of yesterday’s', () => {
		const copied = scan('b1', { deviceId: 'south', happenedAt: '2027-05-25T06:09:00.000Z' });
		expect(foldTicket([yesterday, morning, copied]).doubles).toMatchObject([
			{ entry: { key: 'a2' }, again: { key: 'b1' } }
		]);
	});

	test('an undone entry leaves the arrival of the first', () => {
		const undo = scan('a3', { kind: 'undo', decided: 'undone', undoes: 'a2' });
		expect(foldTicket([yesterday, morning, undo]).arrivals).toEqual([admission('a1', 1)]);
	});

	test('begins at midnight at the venue', () => {
		const late = scan('a3', { happenedAt: '2027-05-24T20:59:00.000Z' });
		const midnight = scan('a4', { happenedAt: '2027-05-24T21:00:00.000Z' });
		expect(foldTicket([late, midnight]).arrivals.map(({ dayOn }) => dayOn)).toEqual([
			today,
			tomorrow
		]);
	});

	test('is folded as if the first had never been', () => {
		const withoutUndos = anyLog.map((log) => log.filter(({ kind }) => kind !== 'undo'));
		const moved = withoutUndos.map((log) =>
			log.map((row) => ({
				...row,
				key: `later-${row.key}`,
				happenedAt: row.happenedAt.replace(today, tomorrow)
			}))
		);
		fc.assert(
			fc.property(withoutUndos, moved, (first, second) => {
				const both = foldScans([...first, ...second]);
				const alone = foldScans(second);
				for (const [ticketCode, presence] of both) {
					expect(presence.arrivals.filter(({ dayOn }) => dayOn === tomorrow)).toEqual(
						alone.get(ticketCode)?.arrivals ?? []
					);
					expect(insideOn(presence, tomorrow)).toEqual(alone.get(ticketCode)?.stay);
				}
			})
		);
	});
});

describe('undoing', () => {
	const entry = scan('a1', { happenedAt: at(1) });
	const undo = scan('a2', { kind: 'undo', decided: 'undone', undoes: 'a1', happenedAt: at(2) });
	const redo = scan('a3', { kind: 'undo', decided: 'undone', undoes: 'a2', happenedAt: at(3) });

	test('an undone entry never was', () => {
		expect(foldTicket([entry, undo]).arrivals).toEqual([]);
	});

	test('an undone exit leaves its ticket inside', () => {
		const exit = scan('a2', { kind: 'exit', decided: 'left', happenedAt: at(2) });
		const undoExit = scan('a3', { kind: 'undo', decided: 'undone', undoes: 'a2' });
		expect(foldTicket([entry, exit, undoExit]).stay).toEqual(admission('a1', 1));
	});

	test('an undone undo brings the entry back', () => {
		expect(foldTicket([redo, entry, undo]).stay).toEqual(admission('a1', 1));
	});

	test('undoing one of two admissions leaves the other as the entry', () => {
		const south = scan('b1', { deviceId: 'south', happenedAt: at(3) });
		expect(foldTicket([south, undo, entry])).toEqual({
			arrivals: [admission('b1', 3, 'south')],
			stay: admission('b1', 3, 'south'),
			doubles: []
		});
	});

	test.each([
		['another device', { deviceId: 'south' }],
		['another ticket', { ticketCode: 'OTHER' }],
		['an earlier count of the same device', { deviceSequence: 0 }]
	])('an undo from %s undoes nothing', (_, difference) => {
		expect(foldScans([entry, { ...undo, ...difference }]).get('TICKET')?.stay).toEqual(
			admission('a1', 1)
		);
	});

	test('two undos that name each other settle one way', () => {
		const one = scan('a5', { kind: 'undo', undoes: 'a6', decided: 'undone' });
		const other = scan('a6', { kind: 'undo', undoes: 'a5', decided: 'undone' });
		expect(foldTicket([entry, one, other]).stay).toEqual(admission('a1', 1));
	});

	test('ten thousand undos of undos are folded', () => {
		const chain = Array.from({ length: 10_000 }, (_, index) =>
			scan(`a${index + 2}`, { kind: 'undo', decided: 'undone', undoes: `a${index + 1}` })
		);
		expect(foldTicket([entry, ...chain]).stay).toEqual(admission('a1', 1));
	});
});

describe('any order and any repetition of uploads', () => {
	test('gives the same state', () => {
		fc.assert(
			fc.property(
				anyLog.chain((log) =>
					fc.tuple(
						fc.constant(log),
						fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length }),
						fc.subarray(log)
					)
				),
				([log, shuffled, repeated]) => {
					expect([...foldScans([...shuffled, ...repeated])]).toEqual([...foldScans(log)]);
				}
			)
		);
	});

	test('counts every admission that stands as the entry or as one of the doubles, or as a later entry', () => {
		fc.assert(
			fc.property(anyLog, (log) => {
				const withoutUndos = log.filter(({ kind }) => kind !== 'undo' && kind !== 'exit');
				for (const [ticketCode, presence] of foldScans(withoutUndos)) {
					const admitted = withoutUndos.filter(
						(one) =>
							one.ticketCode === ticketCode &&
							(one.kind === 'walk-in' || one.decided === 'welcome' || one.decided === 'declined')
					);
					expect(presence.doubles.length + (presence.stay ? 1 : 0)).toBe(admitted.length);
				}
			})
		);
	});

	test('undoing and redoing any scan changes nothing', () => {
		fc.assert(
			fc.property(anyLog, fc.nat(), (log, pick) => {
				const target = log[pick % Math.max(1, log.length)];
				if (!target) return;
				const undo: Scan = {
					...target,
					key: 'undo',
					kind: 'undo',
					deviceSequence: 100,
					undoes: target.key
				};
				const redo: Scan = { ...undo, key: 'redo', deviceSequence: 101, undoes: 'undo' };
				expect([...foldScans([redo, ...log, undo])]).toEqual([...foldScans(log)]);
			})
		);
	});
});
