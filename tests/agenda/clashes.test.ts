import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findClashes, type Clash, type ClashItem } from '#lib/agenda/clashes.ts';
import { later, minute } from '#lib/platform/clock.ts';

const edition = {
	timeZone: 'Europe/Riga',
	days: [{ id: 'day', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' }]
};
const tenInRiga = '2027-05-24T07:00:00.000Z';

function itemOf(
	id: string,
	parts: Partial<ClashItem> & { from?: number; minutes?: number } = {}
): ClashItem {
	const { from = 0, minutes = 30, ...rest } = parts;
	const startsAt = later(tenInRiga, from * minute);
	return {
		id,
		roomId: 'hall',
		startsAt,
		endsAt: later(startsAt, minutes * minute),
		talk: null,
		...rest
	};
}

const talk = (...speakers: string[]): NonNullable<ClashItem['talk']> => ({
	state: 'confirmed',
	minutes: 30,
	speakers: speakers.map((personId) => ({
		personId,
		name: personId.toUpperCase(),
		email: null
	}))
});

const clashes = (...items: ClashItem[]) => findClashes(items, edition);

describe('clashes', () => {
	it('two items in one room at once block each other', () => {
		expect(clashes(itemOf('b', { from: 20 }), itemOf('a'))).toEqual([
			{ kind: 'room-taken', level: 'blocking', items: ['a', 'b'], roomId: 'hall' }
		]);
	});

	it('one that starts when the other ends does not', () => {
		expect(clashes(itemOf('a'), itemOf('b', { from: 30 }))).toEqual([]);
	});

	it('a long item meets all that run within it', () => {
		const found = clashes(
			itemOf('a', { minutes: 120 }),
			itemOf('b', { from: 10, minutes: 10 }),
			itemOf('c', { from: 90, minutes: 10 })
		);
		expect(found.map(({ items }) => items)).toEqual([
			['a', 'b'],
			['a', 'c']
		]);
	});

	it('items in other rooms, or bound to none, share their time', () => {
		expect(
			clashes(
				itemOf('a'),
				itemOf('b', { roomId: 'room-12' }),
				itemOf('c', { roomId: null }),
				itemOf('d', { roomId: null })
			)
		).toEqual([]);
	});

	it('nobody speaks in two rooms at once', () => {
		expect(
			clashes(
				itemOf('a', { talk: talk('anna', 'björn') }),
				itemOf('b', { roomId: 'room-12', from: 10, talk: talk('björn', 'zane') })
			)
		).toEqual([
			{ kind: 'speaker-twice', level: 'error', items: ['a', 'b'], personId: 'björn', name: 'BJÖRN' }
		]);
	});

	it.each([
		['before the doors open', { from: -61, minutes: 30 }],
		['beyond closing time', { from: 400, minutes: 30 }],
		['on another day', { from: 24 * 60 }]
	])('nothing stands %s', (_, parts) => {
		expect(clashes(itemOf('a', parts))).toEqual([
			{ kind: 'outside-day', level: 'error', items: ['a'] }
		]);
	});

	it('from opening to closing is within the day', () => {
		expect(clashes(itemOf('a', { from: -60, minutes: 480 }))).toEqual([]);
	});

	it('hours are those of the venue, whatever the clocks do in between', () => {
		// The day on which Riga's clocks go forward: 03:00 becomes 04:00.
		const spring = {
			...edition,
			days: [{ id: 'd', dayOn: '2027-03-28', opens: '02:00', closes: '05:00' }]
		};
		const item = {
			...itemOf('a'),
			startsAt: '2027-03-28T00:00:00.000Z',
			endsAt: '2027-03-28T02:00:00.000Z'
		};
		expect(findClashes([item], spring)).toEqual([]);
		expect(findClashes([{ ...item, endsAt: '2027-03-28T02:01:00.000Z' }], spring)).toEqual([
			{ kind: 'outside-day', level: 'error', items: ['a'] }
		]);
	});

	it('a talk that nobody confirmed is a warning, one that was withdrawn an error', () => {
		expect(
			clashes(
				itemOf('a', { talk: { ...talk('anna'), state: 'accepted' } }),
				itemOf('b', { from: 60, talk: { ...talk('anna'), state: 'withdrawn' } })
			)
		).toEqual([
			{ kind: 'talk-gone', level: 'error', items: ['b'], state: 'withdrawn' },
			{ kind: 'unconfirmed', level: 'warning', items: ['a'] }
		]);
	});

	it('a talk that gets another time than it asked for is mentioned', () => {
		expect(clashes(itemOf('a', { minutes: 20, talk: talk('anna') }))).toEqual([
			{ kind: 'other-length', level: 'hint', items: ['a'], wished: 30, minutes: 20 }
		]);
	});

	it('a speaker of whom only an address is known is pointed out', () => {
		const unnamed = { personId: 'jon', name: '', email: 'jon@school.example' };
		const both = ['a', 'b'].map((id) =>
			itemOf(id, { roomId: id, talk: { ...talk(), speakers: [unnamed] } })
		);
		expect(clashes(...both)[0]).toMatchObject({
			kind: 'speaker-twice',
			name: 'jon@school.example'
		});
		expect(clashes(itemOf('a', { talk: { ...talk(), speakers: [unnamed] } }))).toEqual([
			{
				kind: 'unnamed-speaker',
				level: 'warning',
				items: ['a'],
				personId: 'jon',
				email: 'jon@school.example'
			}
		]);
	});

	it('what stands nowhere clashes with nothing', () => {
		expect(clashes(itemOf('a'), { ...itemOf('b'), startsAt: null, endsAt: null })).toEqual([]);
	});
});

describe('for any agenda', () => {
	const anItem = fc
		.record({
			room: fc.constantFrom('hall', 'room-12', null),
			from: fc.integer({ min: -5, max: 45 }),
			length: fc.integer({ min: 1, max: 12 }),
			speakers: fc.uniqueArray(fc.constantFrom('anna', 'björn', 'zane'), { maxLength: 3 }),
			isTalk: fc.boolean()
		})
		.map(({ room, from, length, speakers, isTalk }) =>
			itemOf('', {
				roomId: room,
				from: from * 10,
				minutes: length * 10,
				talk: isTalk ? talk(...speakers) : null
			})
		);
	const agenda = fc
		.array(anItem, { maxLength: 12 })
		.map((items) => items.map((item, at) => ({ ...item, id: `item-${at + 10}` })));

	const overlap = (a: ClashItem, b: ClashItem) =>
		(a.startsAt ?? '') < (b.endsAt ?? '') && (b.startsAt ?? '') < (a.endsAt ?? '');

	it('the order of the items does not matter', () => {
		fc.assert(
			fc.property(
				agenda.chain((items) =>
					fc.tuple(
						fc.constant(items),
						fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })
					)
				),
				([items, shuffled]) => {
					expect(clashes(...shuffled)).toEqual(clashes(...items));
				}
			)
		);
	});

	it('it finds what comparing every item with every other finds, each pair once', () => {
		const pairs = (kind: Clash['kind'], list: Clash[]) =>
			list.filter((clash) => clash.kind === kind).map(({ items }) => items.join());
		fc.assert(
			fc.property(agenda, (items) => {
				const found = clashes(...items);
				const expected = items.flatMap((a, at) =>
					items
						.slice(at + 1)
						.filter((b) => overlap(a, b))
						.map((b) => [a, b] as const)
				);
				expect(pairs('room-taken', found)).toEqual(
					expected
						.filter(([a, b]) => a.roomId !== null && a.roomId === b.roomId)
						.map(([a, b]) => [a.id, b.id].join())
						.sort()
				);
				expect(pairs('speaker-twice', found).length).toBe(
					expected.flatMap(([a, b]) =>
						(a.talk?.speakers ?? []).filter(({ personId }) =>
							b.talk?.speakers.some((other) => other.personId === personId)
						)
					).length
				);
			})
		);
	});

	it('items one after the other never clash, whoever speaks and wherever', () => {
		fc.assert(
			fc.property(agenda, (items) => {
				let from = -60;
				const lined = items.slice(0, 8).map((item) => {
					const placed = {
						...itemOf(item.id, { from, minutes: 30 }),
						roomId: item.roomId,
						talk: item.talk
					};
					from += 30;
					return placed;
				});
				expect(clashes(...lined)).toEqual([]);
			})
		);
	});

	it('an added item never removes a clash', () => {
		fc.assert(
			fc.property(agenda, anItem, (items, extra) => {
				const before = clashes(...items);
				const after = clashes(...items, { ...extra, id: 'item-99' });
				expect(after).toEqual(expect.arrayContaining(before));
			})
		);
	});
});
