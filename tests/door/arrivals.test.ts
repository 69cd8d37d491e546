import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countArrivals } from '#lib/door/arrivals.ts';

const at = (time: string) => ({ at: `2027-05-24T${time}:00.000Z` });

describe('arrivals over time', () => {
	test('are counted by the clock at the venue, quiet stretches included', () => {
		const arrivals = [at('05:58'), at('06:03'), at('06:09'), at('06:31')];
		expect(countArrivals(arrivals, 'Europe/Riga')).toEqual([
			{
				dayOn: '2027-05-24',
				minutes: 10,
				slots: [
					{ from: '08:50', count: 1 },
					{ from: '09:00', count: 2 },
					{ from: '09:10', count: 0 },
					{ from: '09:20', count: 0 },
					{ from: '09:30', count: 1 },
					{ from: '09:40', count: 0 }
				]
			}
		]);
	});

	test('of a long day stand in longer slots', () => {
		const [day] = countArrivals([at('06:05'), at('17:50')], 'Europe/Riga');
		expect(day?.minutes).toBe(30);
		expect(day?.slots).toHaveLength(24);
		expect(day?.slots.at(-1)).toEqual({ from: '20:30', count: 1 });
	});

	test('of each day stand by themselves, a day ending at midnight in Riga', () => {
		const days = countArrivals([at('20:59'), at('21:00')], 'Europe/Riga');
		expect(days.map(({ dayOn, slots }) => [dayOn, slots[0]?.from, slots.at(-1)?.from])).toEqual([
			['2027-05-24', '23:00', '23:50'],
			['2027-05-25', '00:00', '00:50']
		]);
	});

	test('nobody came yet', () => {
		expect(countArrivals([], 'Europe/Riga')).toEqual([]);
	});

	test('are all there, in at most 24 slots a day', () => {
		const instant = fc
			.integer({ min: 0, max: 3 * 24 * 60 })
			.map((minute) => ({ at: new Date(Date.UTC(2027, 2, 27) + minute * 60_000).toISOString() }));
		fc.assert(
			fc.property(fc.array(instant), (arrivals) => {
				const days = countArrivals(arrivals, 'Europe/Riga');
				const counted = days
					.flatMap(({ slots }) => slots)
					.reduce((sum, { count }) => sum + count, 0);
				expect(counted).toBe(arrivals.length);
				expect(days.every(({ slots }) => slots.length <= 24)).toBe(true);
			})
		);
	});
});
