import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	calendarLine,
	calendarName,
	calendarText,
	type CalendarEvent
} from '#lib/calendar/event.ts';
import { writeFeed, writeInvitation } from '#lib/calendar/write.server.ts';
import { makeEvent, readCalendar, readEvent } from './event.ts';

/** Text made to break out of a line, a parameter or an encoding. */
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				...['\r\n', '\n', '\r', '\u2028', '\u0085', '\v', '\0', '\t', '\u202e', '\ud83d', '\udc00'],
				...['"', '^', "^'", '^n', '\\', '\\n', '\\N', ';', ',', ':', '=', '\r\n ', ' \r\n'],
				'\r\nATTENDEE:mailto:mallory@evil.example',
				'\r\nEND:VEVENT\r\nBEGIN:VEVENT',
				'\nRRULE:FREQ=DAILY',
				'BEGIN:VALARM',
				'👩‍👩‍👧',
				'Ģ',
				'Ω'.repeat(80)
			),
			fc.string({ unit: 'binary', maxLength: 40 })
		),
		{ maxLength: 8 }
	)
	.map((parts) => parts.join(''));

const event: fc.Arbitrary<CalendarEvent> = fc
	.record({
		title: hostile,
		description: hostile,
		location: hostile,
		organizer: fc.record({ name: hostile, address: hostile.map((text) => `o${text}@x.example`) }),
		attendee: fc.record({
			name: hostile,
			address: hostile.map((text) => `a${text}@x.example`),
			partstat: fc.constantFrom('ACCEPTED' as const, 'NEEDS-ACTION' as const)
		})
	})
	.map(makeEvent);

const everyName = [
	...['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend', 'summary', 'transp', 'location'],
	...['description', 'organizer', 'attendee', 'url', 'status']
];

describe('whatever people type', () => {
	it('never adds a property, a component or a parameter to an invitation', () => {
		fc.assert(
			fc.property(event, (event) => {
				const read = readEvent(writeInvitation(event, 'REQUEST'));
				const wanted = everyName.filter(
					(name) =>
						(name !== 'location' || calendarLine(event.location)) &&
						(name !== 'description' || calendarText(event.description))
				);
				expect(read.names).toEqual(wanted);
				expect(read.components).toEqual([]);
				expect(Object.keys(read.parameters('attendee')).sort()).toEqual([
					'cn',
					'cutype',
					'partstat',
					'role',
					'rsvp'
				]);
				expect(Object.keys(read.parameters('organizer'))).toEqual(['cn']);
			}),
			{ numRuns: 500 }
		);
	});

	it('comes back as the text it was, made safe', () => {
		fc.assert(
			fc.property(event, (event) => {
				const read = readEvent(writeInvitation(event, 'REQUEST'));
				expect(read.value('summary') ?? '').toBe(calendarLine(event.title));
				expect(read.value('location') ?? '').toBe(calendarLine(event.location));
				expect(read.value('description') ?? '').toBe(calendarText(event.description));
				const name = calendarName(event.organizer.name);
				if (name) expect(read.parameter('organizer', 'cn')).toBe(name);
			}),
			{ numRuns: 500 }
		);
	});

	it('is written in lines of at most 75 octets of whole letters, each ended by CRLF', () => {
		fc.assert(
			fc.property(event, (event) => {
				const text = writeInvitation(event, 'REQUEST');
				expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
				const lines = text.split('\r\n');
				expect(lines.filter((line) => /[\r\n\p{Cc}]/u.test(line))).toEqual([]);
				expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
				expect(lines.filter((line) => !line.isWellFormed())).toEqual([]);
			}),
			{ numRuns: 500 }
		);
	});

	it('never adds a line to a feed by its name', () => {
		fc.assert(
			fc.property(hostile, (name) => {
				const text = writeFeed({ name, timeZone: 'Europe/Riga', events: [makeEvent()] });
				const { calendar, events } = readCalendar(text);
				const named = calendarLine(name) ? ['name', 'x-wr-calname'] : [];
				expect(calendar.getAllProperties().map((property) => property.name)).toEqual([
					...['version', 'prodid', 'method', ...named, 'refresh-interval', 'x-published-ttl']
				]);
				// This reader takes NAME for an unknown type and leaves the escapes of RFC 7986's TEXT.
				const read = String(calendar.getFirstPropertyValue('name') ?? '');
				expect(read.replace(/\\([\\;,])/g, '$1')).toBe(calendarLine(name));
				expect(events.length).toBe(1);
			})
		);
	});
});
