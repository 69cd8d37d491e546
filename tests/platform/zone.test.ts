import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAt, isTimeZone, wallClockAt } from '#lib/platform/zone.ts';

describe('a time at the venue', () => {
	it('is the same instant for everyone, in summer and in winter', () => {
		expect(instantAt('2027-05-24', '09:00', 'Europe/Riga')).toBe('2027-05-24T06:00:00.000Z');
		expect(instantAt('2027-01-24', '09:00', 'Europe/Riga')).toBe('2027-01-24T07:00:00.000Z');
		expect(instantAt('2027-05-24', '00:00', 'Pacific/Auckland')).toBe('2027-05-23T12:00:00.000Z');
	});

	it('that spring skips is as far after the gap', () => {
		expect(instantAt('2027-03-28', '03:30', 'Europe/Riga')).toBe('2027-03-28T01:30:00.000Z');
		expect(wallClockAt('2027-03-28T01:30:00.000Z', 'Europe/Riga')).toEqual({
			day: '2027-03-28',
			time: '04:30'
		});
	});

	it('that autumn repeats is the first of the two', () => {
		expect(instantAt('2027-10-31', '03:30', 'Europe/Riga')).toBe('2027-10-31T00:30:00.000Z');
	});

	it('reads back as it was written, in any zone and on any day that has it', () => {
		const zones = ['Europe/Riga', 'Europe/Lisbon', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'];
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
				fc.constantFrom(...zones),
				(date, zone) => {
					const shown = wallClockAt(date.toISOString(), zone);
					expect(wallClockAt(instantAt(shown.day, shown.time, zone), zone)).toEqual(shown);
				}
			)
		);
	});
});

it('a zone nobody knows is not a zone', () => {
	expect(isTimeZone('Europe/Riga')).toBe(true);
	expect(isTimeZone('Europe/Daugavpils')).toBe(false);
	expect(isTimeZone('')).toBe(false);
});
