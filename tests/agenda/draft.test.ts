import { describe, expect, it } from 'vitest';
import { draftDays, draftMove, goneOf, unplacedOf } from '#lib/agenda/draft.ts';
import type { AgendaItem } from '#lib/agenda/item.ts';
import { talkStates, type Talk } from '#lib/talks/talk.ts';

const edition = {
	timeZone: 'Europe/Riga',
	days: [
		{ id: '1', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' },
		{ id: '2', dayOn: '2027-05-25', opens: '09:00', closes: '17:00' }
	],
	rooms: [
		{ id: 'hall', name: 'Hall', capacity: null, position: 0 },
		{ id: 'room', name: 'A room', capacity: null, position: 0 }
	]
};

const item = (id: string, startsAt: string | null, roomId: string | null = null): AgendaItem => ({
	id,
	editionId: 'edition',
	kind: 'break',
	title: { en: id },
	talk: null,
	roomId,
	startsAt,
	endsAt: startsAt,
	revision: 1
});

describe('the days of a draft', () => {
	it('are the conference’s and any other with something on it; each by start, then by room', () => {
		const ten = '2027-05-24T07:00:00.000Z';
		const items = [
			item('unplaced', null),
			item('in the room', ten, 'room'),
			item('in the hall', ten, 'hall'),
			item('everywhere', ten),
			item('first', '2027-05-24T06:30:00.000Z', 'room'),
			item('past midnight', '2027-05-23T21:30:00.000Z'),
			item('the day before', '2027-05-23T07:00:00.000Z')
		];
		const days = draftDays(items, edition);
		expect(days.map(({ dayOn, items }) => [dayOn, ...items.map(({ id }) => id)])).toEqual([
			['2027-05-23', 'the day before'],
			['2027-05-24', 'past midnight', 'first', 'everywhere', 'in the hall', 'in the room'],
			['2027-05-25']
		]);
	});
});

it('breaks and accepted talks without a time wait for a place; talks that are no longer accepted wait for none', () => {
	const items = [
		item('break', null),
		item('placed break', '2027-05-24T07:00:00.000Z'),
		...talkStates.map((state) => ({ ...item(state, null), talk: { state } as Talk })),
		{ ...item('placed', '2027-05-24T07:00:00.000Z'), talk: { state: 'withdrawn' } as Talk }
	];
	expect(unplacedOf(items).map(({ id }) => id)).toEqual(['break', 'accepted', 'confirmed']);
	expect(goneOf(items).map(({ id }) => id)).toEqual([
		...['submitted', 'declined', 'withdrawn', 'draft']
	]);
});

describe('the whole draft', () => {
	const at = (dayOn: string) => item(dayOn, `${dayOn}T07:00:00.000Z`);
	const to = (...placed: string[]) => draftMove(placed.map(at), edition)?.to;

	it('is offered every move by which all of it comes onto the conference’s days', () => {
		expect(
			draftMove([at('2027-05-17'), at('2027-05-18'), item('unplaced', null)], edition)
		).toEqual({
			from: '2027-05-17',
			to: ['2027-05-24'],
			stray: 2
		});
		expect(to('2027-05-25', '2027-05-26')).toEqual(['2027-05-24']);
		expect(to('2027-05-31')).toEqual(['2027-05-24', '2027-05-25']);
	});

	it('stays where it is when it stands right or would not fit', () => {
		expect(to()).toBe(undefined);
		expect(to('2027-05-24', '2027-05-25')).toBe(undefined);
		expect(to('2027-05-23', '2027-05-25')).toBe(undefined);
	});
});
