import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '#lib/calendar/event.ts';
import { writeFeed, writeInvitation } from '#lib/calendar/write.server.ts';

const conferenceDay: CalendarEvent = {
	uid: '0d3c6a51-8a1f-4b53-9b71-1f4a9f1f7c10@saiets',
	sequence: 0,
	stampedAt: '2027-03-01T08:30:15.000Z',
	status: 'CONFIRMED',
	title: 'Evaluation conference 2027',
	description: 'Registration opens at 8.30.\nPlease bring your ticket.',
	location: 'Daugavpils tehnikums, Strādnieku iela 16',
	startsAt: '2027-05-24T06:00:00.000Z',
	endsAt: '2027-05-24T14:00:00.000Z',
	timeZone: 'Europe/Riga',
	organizer: { name: 'Daugavpils tehnikums', address: 'conference@school.example' },
	attendee: { name: 'Anna Bērziņa', address: 'anna@school.example', partstat: 'NEEDS-ACTION' },
	url: 'https://school.example/2027/programme'
};

describe('an invitation', () => {
	it('is exactly this text', () => {
		expect(writeInvitation(conferenceDay, 'REQUEST').split('\r\n')).toEqual([
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
});

describe('a feed', () => {
	it('can be subscribed to before anything is published', () => {
		const calendar = new ICAL.Component(
			ICAL.parse(writeFeed({ name: 'Conference', timeZone: 'Europe/Riga', events: [] }))
		);
		expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone']);
	});
});
