import { describe, expect, it } from 'vitest';
import { writeFeed, writeInvitation } from '#lib/calendar/write.server.ts';
import { makeEvent, readCalendar, readEvent } from './event.ts';

describe('an invitation', () => {
	it('is exactly this text', () => {
		expect(writeInvitation(makeEvent(), 'REQUEST').split('\r\n')).toEqual([
			'BEGIN:VCALENDAR',
			'VERSION:2.0',
			'PRODID:-//Saiets//Saiets//EN',
			'METHOD:REQUEST',
			'BEGIN:VTIMEZONE',
			'TZID:Europe/Riga',
			'X-LIC-LOCATION:Europe/Riga',
			expect.stringMatching(/^LAST-MODIFIED:\d{8}T\d{6}Z$/),
			'BEGIN:DAYLIGHT',
			'TZNAME:EEST',
			'TZOFFSETFROM:+0200',
			'TZOFFSETTO:+0300',
			'DTSTART:19700329T030000',
			'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
			'END:DAYLIGHT',
			'BEGIN:STANDARD',
			'TZNAME:EET',
			'TZOFFSETFROM:+0300',
			'TZOFFSETTO:+0200',
			'DTSTART:19701025T040000',
			'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
			'END:STANDARD',
			'END:VTIMEZONE',
			'BEGIN:VEVENT',
			'UID:0d3c6a51-8a1f-4b53-9b71-1f4a9f1f7c10@saiets',
			'SEQUENCE:0',
			'DTSTAMP:20270301T083015Z',
			'DTSTART;TZID=Europe/Riga:20270524T090000',
			'DTEND;TZID=Europe/Riga:20270524T170000',
			'SUMMARY:Evaluation conference 2027',
			'TRANSP:OPAQUE',
			'LOCATION:Daugavpils tehnikums\\, Strādnieku iela 16',
			'DESCRIPTION:Registration opens at 8.30.\\nPlease bring your ticket.',
			'ORGANIZER;CN="Daugavpils tehnikums":mailto:conference@school.example',
			'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP',
			' =TRUE;CN="Anna Bērziņa":MAILTO:anna@school.example',
			'URL;VALUE=URI:https://school.example/2027/programme',
			'STATUS:CONFIRMED',
			'END:VEVENT',
			'END:VCALENDAR',
			''
		]);
	});

	it('asks for an answer only from a guest who has not given one', () => {
		const asked = (['NEEDS-ACTION', 'ACCEPTED', 'TENTATIVE'] as const).map((partstat) => {
			const attendee = { name: 'Anna', address: 'anna@school.example', partstat };
			const event = readEvent(writeInvitation(makeEvent({ attendee }), 'REQUEST'));
			return [event.parameter('attendee', 'partstat'), event.parameter('attendee', 'rsvp')];
		});
		expect(asked).toEqual([
			['NEEDS-ACTION', 'TRUE'],
			['ACCEPTED', 'FALSE'],
			['TENTATIVE', 'FALSE']
		]);
	});

	it('sent again is the same, byte for byte', () => {
		const event = makeEvent({ sequence: 3 });
		expect(writeInvitation(event, 'REQUEST')).toBe(writeInvitation({ ...event }, 'REQUEST'));
	});

	it('that is withdrawn says so in its method and in its status', () => {
		const text = writeInvitation(makeEvent({ sequence: 4, status: 'CANCELLED' }), 'CANCEL');
		const event = readEvent(text);
		expect(readCalendar(text).method).toBe('CANCEL');
		expect([event.value('status'), event.value('sequence')]).toEqual(['CANCELLED', 4]);
	});

	it('is refused when the method contradicts the status', () => {
		expect(() => writeInvitation(makeEvent(), 'CANCEL')).toThrow('CONFIRMED');
		expect(() => writeInvitation(makeEvent({ status: 'CANCELLED' }), 'REQUEST')).toThrow(
			'CANCELLED'
		);
	});

	it('is refused when it ends before it starts, instead of being turned round', () => {
		const startsAt = '2027-05-24T14:00:00.000Z';
		const endsAt = '2027-05-24T06:00:00.000Z';
		expect(() => writeInvitation(makeEvent({ startsAt, endsAt }), 'REQUEST')).toThrow('end after');
		expect(() => writeInvitation(makeEvent({ startsAt, endsAt: startsAt }), 'REQUEST')).toThrow(
			'end after'
		);
	});

	it('is refused without the guest it is for', () => {
		const event = makeEvent();
		delete event.attendee;
		expect(() => writeInvitation(event, 'REQUEST')).toThrow('guest');
	});

	it('leaves out what is not known yet', () => {
		const event = makeEvent({ description: '', location: '' });
		delete event.url;
		expect(readEvent(writeInvitation(event, 'REQUEST')).names).toEqual([
			'uid',
			'sequence',
			'dtstamp',
			'dtstart',
			'dtend',
			'summary',
			'transp',
			'organizer',
			'attendee',
			'status'
		]);
	});

	it('keeps commas and semicolons of a web address usable', () => {
		const url = 'https://school.example/2027/programme?rooms=1,2;days=all';
		const text = writeInvitation(makeEvent({ url }), 'REQUEST');
		expect(readEvent(text).value('url')).toBe(
			'https://school.example/2027/programme?rooms=1%2C2%3Bdays=all'
		);
	});

	it('shows quotes and carets in names to nobody, because calendars show their escapes', () => {
		const organizer = { name: 'SIA "Ziemeļi" ^ \\ filiāle', address: 'conference@school.example' };
		const text = writeInvitation(makeEvent({ organizer }), 'REQUEST');
		expect(readEvent(text).parameter('organizer', 'cn')).toBe('SIA Ziemeļi filiāle');
	});

	it('calls a guest without a name by their address', () => {
		const attendee = { name: ' ', address: 'anna@school.example', partstat: 'ACCEPTED' } as const;
		const text = writeInvitation(makeEvent({ attendee }), 'REQUEST');
		expect(readEvent(text).parameter('attendee', 'cn')).toBe('anna@school.example');
	});
});

describe('a feed', () => {
	const talk = makeEvent({ uid: 'talk-1@school.example', title: 'Praxis in Malta' });
	const lunch = makeEvent({ uid: 'item-2@school.example', title: 'Lunch' });

	it('publishes entries under their own ids, and names no guest', () => {
		const text = writeFeed({
			name: 'Conference, day 1; all \\ rooms',
			timeZone: 'Europe/Riga',
			events: [talk, lunch]
		});
		const { method, zones, events } = readCalendar(text);
		expect(method).toBe('PUBLISH');
		expect(zones.length).toBe(1);
		expect(events.map((event) => event.getFirstPropertyValue('uid'))).toEqual([
			'talk-1@school.example',
			'item-2@school.example'
		]);
		expect(text).not.toContain('ATTENDEE');
		expect(text).toContain('\r\nX-WR-CALNAME:Conference\\, day 1\\; all \\\\ rooms\r\n');
		expect(text).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
	});

	it('does not mark its readers busy', () => {
		const text = writeFeed({ name: 'Conference', timeZone: 'Europe/Riga', events: [talk] });
		expect(readEvent(text).value('transp')).toBe('TRANSPARENT');
	});

	it('can be subscribed to before anything is published', () => {
		const text = writeFeed({ name: 'Conference', timeZone: 'Europe/Riga', events: [] });
		const { zones, events } = readCalendar(text);
		expect(zones.map((zone) => zone.getFirstPropertyValue('tzid'))).toEqual(['Europe/Riga']);
		expect(events).toEqual([]);
		expect(text.endsWith('END:VTIMEZONE\r\nEND:VCALENDAR\r\n')).toBe(true);
	});
});
