import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysThere, lengthOfDays } from '#lib/certificates/presence.ts';
import type { Scan } from '#lib/door/scan.ts';
import { wantedEntries } from '#lib/invitations/entries.ts';
import { programmeItem } from '../agenda/programmes.ts';

const daysOn = ['2027-05-24', '2027-05-25'];
const event = { daysOn, timeZone: 'Europe/Riga' };

let sequence = 0;

function scan(happenedAt: string, different: Partial<Scan> = {}): Scan {
	return {
		key: `scan-${++sequence}`,
		deviceId: 'tablet',
		deviceSequence: sequence,
		ticketCode: '7K3M9QXW2B4H6N8R',
		gate: 'Main door',
		kind: 'entry',
		happenedAt,
		decided: 'welcome',
		undoes: null,
		...different
	};
}

describe('the days somebody was there', () => {
	it('are those on which the door let them in', () => {
		expect(daysThere([scan('2027-05-24T06:10:00.000Z')], event)).toEqual(['2027-05-24']);
		expect(
			daysThere([scan('2027-05-25T06:10:00.000Z'), scan('2027-05-24T06:10:00.000Z')], event)
		).toEqual(['2027-05-24', '2027-05-25']);
	});

	it('follow the calendar at the venue', () => {
		expect(daysThere([scan('2027-05-24T21:30:00.000Z')], event)).toEqual(['2027-05-25']);
	});

	it('count the second morning though nobody scanned the way out', () => {
		const evening = scan('2027-05-24T06:10:00.000Z');
		const morning = scan('2027-05-25T06:10:00.000Z');
		expect(daysThere([evening, morning], event)).toEqual(daysOn);
	});

	it('leave out an entry that the helper took back', () => {
		const mistake = scan('2027-05-24T06:10:00.000Z');
		const undo = scan('2027-05-24T06:11:00.000Z', {
			kind: 'undo',
			decided: 'undone',
			undoes: mistake.key
		});
		expect(daysThere([mistake, undo], event)).toEqual([]);
	});

	it('leave out who was not let in', () => {
		expect(daysThere([scan('2027-05-24T06:10:00.000Z', { decided: 'unknown' })], event)).toEqual(
			[]
		);
	});

	it('count somebody who had declined and whom the helper let in, and a walk-in', () => {
		const declined = scan('2027-05-24T06:10:00.000Z', { decided: 'declined' });
		expect(daysThere([declined], event)).toEqual(['2027-05-24']);
		const walkIn = scan('2027-05-25T06:10:00.000Z', { kind: 'walk-in' });
		expect(daysThere([walkIn], event)).toEqual(['2027-05-25']);
	});

	it('take the nearest day of the event when a tablet had a wrong date', () => {
		expect(daysThere([scan('2027-05-20T06:10:00.000Z')], event)).toEqual(['2027-05-24']);
		expect(daysThere([scan('2027-06-20T06:10:00.000Z')], event)).toEqual(['2027-05-25']);
		const gap = { daysOn: ['2027-05-24', '2027-05-26'], timeZone: 'Europe/Riga' };
		expect(daysThere([scan('2027-05-25T06:10:00.000Z')], gap)).toEqual(['2027-05-24']);
	});

	it('are those of the log when nobody told the days of the event', () => {
		const event = { daysOn: [], timeZone: 'Europe/Riga' };
		expect(daysThere([scan('2027-05-20T06:10:00.000Z')], event)).toEqual(['2027-05-20']);
	});

	it('do not depend on the order in which tablets send their logs, or on what they send twice', () => {
		const log = fc.array(
			fc.record({
				hour: fc.integer({ min: 0, max: 60 }),
				kind: fc.constantFrom('entry' as const, 'exit' as const, 'walk-in' as const),
				decided: fc.constantFrom('welcome' as const, 'inside' as const, 'unknown' as const)
			}),
			{ minLength: 1, maxLength: 12 }
		);
		fc.assert(
			fc.property(log, fc.infiniteStream(fc.nat()), (rows, order) => {
				const scans = rows.map(({ hour, ...row }) =>
					scan(new Date(Date.UTC(2027, 4, 24) + hour * 3_600_000).toISOString(), row)
				);
				const shuffled = [...scans, ...scans.slice(0, 3)]
					.map((row) => ({ row, at: order.next().value }))
					.sort((a, b) => a.at - b.at)
					.map(({ row }) => row);
				expect(daysThere(shuffled, event)).toEqual(daysThere(scans, event));
			})
		);
	});
});

describe('the length of a day', () => {
	const edition = {
		timeZone: 'Europe/Riga',
		days: [
			{ id: '1', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' },
			{ id: '2', dayOn: '2027-05-25', opens: '09:00', closes: '13:30' }
		]
	};
	const item = (startsAt: string, endsAt: string) =>
		programmeItem({
			talkId: null,
			startsAt: `2027-05-24T${startsAt}:00.000Z`,
			endsAt: `2027-05-24T${endsAt}:00.000Z`
		});
	const items = [item('07:00', '07:30'), item('06:30', '07:00'), item('09:00', '12:50')];
	const programme = { days: [{ dayOn: '2027-05-24', items }] };

	it('goes from its first published item to the end of its last, breaks included', () => {
		expect(lengthOfDays(edition, programme)).toEqual([
			{ dayOn: '2027-05-24', minutes: 380 },
			{ dayOn: '2027-05-25', minutes: 270 }
		]);
	});

	it('is that of the open house while nothing is published', () => {
		expect(lengthOfDays(edition, { days: [{ dayOn: '2027-05-24', items: [] }] })).toEqual([
			{ dayOn: '2027-05-24', minutes: 480 },
			{ dayOn: '2027-05-25', minutes: 270 }
		]);
	});

	it('is as long as the entry that stands in the calendars, also where less is published than the house is open', () => {
		const guest = { personId: 'anna', state: 'yes', language: 'en', removed: false } as const;
		const about = { ...edition, title: { en: 'Conference' }, venueName: '', venueAddress: '' };
		const inCalendars = wantedEntries(guest, about, programme).map(
			({ content }) => Date.parse(content.endsAt) - Date.parse(content.startsAt)
		);
		const certified = lengthOfDays(edition, programme).map(({ minutes }) => minutes * 60_000);
		expect(certified).toEqual(inCalendars);
		expect(certified[0]).toBeLessThan(480 * 60_000);
	});

	it('on a day that the conference has given up, nobody is certified to have been anywhere', () => {
		const { days, ...rest } = edition;
		expect(lengthOfDays({ ...rest, days: days.slice(1) }, programme)).toEqual([
			{ dayOn: '2027-05-25', minutes: 270 }
		]);
	});
});
