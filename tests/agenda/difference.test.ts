import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffProgrammes, isUnchanged } from '#lib/agenda/difference.ts';
import { itemsOf, subjectOf } from '#lib/agenda/programme.ts';
import { programmeItem, someDays } from './programmes.ts';

const day = (...items: ReturnType<typeof programmeItem>[]) => ({
	days: [{ dayOn: '2027-05-24', items }]
});

describe('what a release changes', () => {
	it('at the first release everything is new', () => {
		const item = programmeItem();
		expect(diffProgrammes(undefined, day(item))).toEqual({
			added: [item],
			moved: [],
			reworded: [],
			cancelled: []
		});
	});

	it.each([
		['time', { startsAt: '2027-05-24T08:00:00.000Z', endsAt: '2027-05-24T08:30:00.000Z' }],
		['end', { endsAt: '2027-05-24T07:45:00.000Z' }],
		['room', { room: 'Room 12' }]
	])('another %s is a move', (_, parts) => {
		const [before, after] = [programmeItem(), programmeItem(parts)];
		expect(diffProgrammes(day(before), day(after))).toEqual({
			added: [],
			moved: [{ before, after }],
			reworded: [],
			cancelled: []
		});
	});

	it.each([
		['title', { title: { en: 'One table' } }],
		['abstract', { abstract: 'Four classes built one table.' }],
		['speaker', { speakers: [] }]
	])('another %s at the same time and place is no move', (_, parts) => {
		const [before, after] = [programmeItem(), programmeItem(parts)];
		expect(diffProgrammes(day(before), day(after)).reworded).toEqual([{ before, after }]);
	});

	it('a talk that was taken off and put back in its place is unchanged', () => {
		const before = programmeItem();
		expect(isUnchanged(diffProgrammes(day(before), day({ ...before, id: 'item-2' })))).toBe(true);
	});

	it('a break that is another break is one cancelled and one new', () => {
		const before = programmeItem({ id: 'a', talkId: null });
		const after = programmeItem({ id: 'b', talkId: null });
		expect(diffProgrammes(day(before), day(after))).toEqual({
			added: [after],
			moved: [],
			reworded: [],
			cancelled: [before]
		});
	});
});

describe('for any two programmes', () => {
	it('nothing changes from a programme to itself, in any order of its items', () => {
		fc.assert(
			fc.property(someDays, (days) => {
				const turned = days.map(({ dayOn, items }) => ({ dayOn, items: items.toReversed() }));
				expect(isUnchanged(diffProgrammes({ days }, { days: turned }))).toBe(true);
			})
		);
	});

	it('there and back: what one way adds, the other cancels, and moves are the same moves', () => {
		fc.assert(
			fc.property(someDays, someDays, (before, after) => {
				const there = diffProgrammes({ days: before }, { days: after });
				const back = diffProgrammes({ days: after }, { days: before });
				expect(back.added).toEqual(there.cancelled);
				expect(back.cancelled).toEqual(there.added);
				const subjects = (list: typeof there.moved) =>
					list.map((one) => subjectOf(one.after)).sort();
				expect(subjects(back.moved)).toEqual(subjects(there.moved));
				expect(subjects(back.reworded)).toEqual(subjects(there.reworded));
			})
		);
	});

	it('the old programme and the difference together give the new one', () => {
		fc.assert(
			fc.property(someDays, someDays, (before, after) => {
				const { added, moved, reworded, cancelled } = diffProgrammes(
					{ days: before },
					{ days: after }
				);
				const items = new Map(itemsOf({ days: before }).map((item) => [subjectOf(item), item]));
				for (const item of cancelled) items.delete(subjectOf(item));
				for (const item of added) items.set(subjectOf(item), item);
				for (const change of [...moved, ...reworded])
					items.set(subjectOf(change.after), change.after);
				const bySubject = (list: ReturnType<typeof itemsOf>) =>
					list
						.map((item) => ({ ...item, id: subjectOf(item) }))
						.sort((a, b) => (a.id < b.id ? -1 : 1));
				expect(bySubject([...items.values()])).toEqual(bySubject(itemsOf({ days: after })));
			})
		);
	});
});
