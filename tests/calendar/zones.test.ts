import { afterEach, describe, expect, it } from 'vitest';
import { writeInvitation } from '#lib/calendar/write.server.ts';
import { makeEvent, readCalendar, readEvent } from './event.ts';

const serverZone = process.env['TZ'];

afterEach(() => {
	if (serverZone === undefined) delete process.env['TZ'];
	else process.env['TZ'] = serverZone;
});

function times(startsAt: string, endsAt: string, timeZone: string): string[] {
	const text = writeInvitation(makeEvent({ startsAt, endsAt, timeZone }), 'REQUEST');
	return text.split('\r\n').filter((line) => /^DT(START|END);/.test(line));
}

describe('the times of an invitation', () => {
	it('are those of the venue, whatever clock the server keeps', () => {
		const written = ['UTC', 'America/New_York', 'Asia/Kolkata'].map((zone) => {
			process.env['TZ'] = zone;
			return writeInvitation(makeEvent(), 'REQUEST');
		});
		expect(written[0]).toContain('DTSTART;TZID=Europe/Riga:20270524T090000');
		expect(written[0]).toContain('DTSTAMP:20270301T083015Z');
		expect(written[1]).toBe(written[0]);
		expect(written[2]).toBe(written[0]);
	});

	it('are right on the day the clocks go forward', () => {
		expect(times('2027-03-28T00:30:00.000Z', '2027-03-28T01:00:00.000Z', 'Europe/Riga')).toEqual([
			'DTSTART;TZID=Europe/Riga:20270328T023000',
			'DTEND;TZID=Europe/Riga:20270328T040000'
		]);
	});

	it('are right on the day the clocks go back', () => {
		expect(times('2027-10-31T06:00:00.000Z', '2027-10-31T14:00:00.000Z', 'Europe/Riga')).toEqual([
			'DTSTART;TZID=Europe/Riga:20271031T080000',
			'DTEND;TZID=Europe/Riga:20271031T160000'
		]);
	});

	it('are understood as meant in every zone there is, in winter and summer and beside each change', () => {
		const starts = [
			'2027-01-15T10:00:00.000Z',
			'2027-03-14T12:00:00.000Z',
			'2027-03-28T01:00:00.000Z',
			'2027-05-24T06:00:00.000Z',
			'2027-10-31T03:30:00.000Z',
			'2027-11-07T12:00:00.000Z'
		];
		const wrong = [...Intl.supportedValuesOf('timeZone'), 'UTC'].flatMap((timeZone) =>
			starts.flatMap((startsAt) => {
				const event = makeEvent({ startsAt, endsAt: '2028-01-01T00:00:00.000Z', timeZone });
				const read = readEvent(writeInvitation(event, 'REQUEST'));
				const understood = read.instant('dtstart') === startsAt;
				const defined = read.parameter('dtstart', 'tzid') === read.zoneName;
				return understood && defined ? [] : [`${timeZone} ${startsAt}`];
			})
		);
		expect(wrong).toEqual([]);
	});

	it('are never floating, and never a rule that repeats the event', () => {
		for (const timeZone of ['Europe/Riga', 'UTC', 'Europe/Kiev', 'Atlantic/Azores']) {
			const text = writeInvitation(makeEvent({ timeZone }), 'REQUEST');
			const [event] = readCalendar(text).events;
			expect(event?.getFirstProperty('rrule')).toBeNull();
			expect(event?.getFirstProperty('dtstart')?.getFirstParameter('tzid')).toMatch(/^\w+\/\w+$/);
		}
	});

	it('are refused in a zone that does not exist', () => {
		expect(() => writeInvitation(makeEvent({ timeZone: 'Europe/Saiets' }), 'REQUEST')).toThrow(
			'Invalid time zone specified: Europe/Saiets'
		);
	});
});
