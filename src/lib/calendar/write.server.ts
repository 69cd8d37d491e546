import { TZDate } from '@date-fns/tz';
import ical, {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalAttendeeType,
	ICalCalendarMethod,
	ICalEventStatus,
	ICalEventTransparency,
	type ICalCalendar,
	type ICalEventData
} from 'ical-generator';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { hour, second } from '#lib/platform/clock.ts';
import {
	calendarAddress,
	calendarLine,
	calendarName,
	calendarText,
	type CalendarEvent
} from './event.ts';

const producer = '//Saiets//Saiets//EN';

/**
 * An invitation, its update (REQUEST) or its withdrawal (CANCEL) for one guest: RFC 5546, 3.2.2 and 3.2.5.
 * The same event gives the same bytes. Throws for an event that ends before it starts, has an unknown
 * zone, or whose status contradicts the method: those are bugs of the caller.
 */
export function writeInvitation(event: CalendarEvent, method: 'REQUEST' | 'CANCEL'): string {
	if ((method === 'CANCEL') !== (event.status === 'CANCELLED')) {
		throw new Error(`A ${method} cannot carry an event that is ${event.status}`);
	}
	const calendar = openCalendar(ICalCalendarMethod[method]);
	calendar.createEvent({ ...fieldsOf(event), attendees: attendeeOf(event) });
	return finish(calendar);
}

/**
 * A feed to subscribe to (METHOD:PUBLISH; RFC 5546, 3.2.1). Entries keep the UIDs they are given and name
 * no attendee. `timeZone` is announced even when there is no entry yet: a calendar must hold something.
 */
export function writeFeed(feed: {
	name: string;
	timeZone: string;
	events: readonly CalendarEvent[];
}): string {
	const calendar = openCalendar(ICalCalendarMethod.PUBLISH);
	// The library writes the name as it stands, so it is escaped here (RFC 5545, 3.3.11).
	calendar.name(calendarLine(feed.name).replace(/[\\;,]/g, (sign) => `\\${sign}`));
	calendar.ttl(hour / second);
	for (const event of feed.events) {
		calendar.createEvent({
			...fieldsOf(event),
			transparency: ICalEventTransparency.TRANSPARENT
		});
	}
	const text = finish(calendar);
	if (text.includes('\r\nBEGIN:VTIMEZONE\r\n')) return text;
	return text.replace('END:VCALENDAR', `${zoneOf(feed.timeZone).definition}\r\nEND:VCALENDAR`);
}

function openCalendar(method: ICalCalendarMethod): ICalCalendar {
	return ical({
		prodId: producer,
		method,
		// A name here would take the Z off DTSTAMP; the zone belongs to each event.
		timezone: { name: null, generator: (name) => zoneOf(name).definition }
	});
}

function fieldsOf(event: CalendarEvent): ICalEventData {
	if (event.startsAt >= event.endsAt) throw new Error('A calendar event must end after it starts');
	const zone = zoneOf(event.timeZone);
	return {
		id: calendarLine(event.uid),
		sequence: event.sequence,
		stamp: new Date(event.stampedAt),
		// A plain Date would be written with the server's clock.
		start: TZDate.tz(zone.name, Date.parse(event.startsAt)),
		end: TZDate.tz(zone.name, Date.parse(event.endsAt)),
		timezone: zone.name,
		summary: calendarLine(event.title),
		description: calendarText(event.description) || null,
		location: calendarLine(event.location) || null,
		url: event.url === undefined ? null : urlOf(event.url),
		status: ICalEventStatus[event.status],
		transparency: ICalEventTransparency.OPAQUE,
		organizer: {
			name: calendarName(event.organizer.name) || calendarAddress(event.organizer.address),
			email: calendarAddress(event.organizer.address)
		}
	};
}

function attendeeOf({ attendee }: CalendarEvent): ICalEventData['attendees'] {
	if (!attendee) throw new Error('An invitation names the guest it is for');
	const address = calendarAddress(attendee.address);
	return [
		{
			name: calendarName(attendee.name) || address,
			email: address,
			type: ICalAttendeeType.INDIVIDUAL,
			role: ICalAttendeeRole.REQ,
			status: attendee.partstat as ICalAttendeeStatus,
			// Who has answered on our page is not asked again by the calendar.
			rsvp: attendee.partstat === 'NEEDS-ACTION'
		}
	];
}

// The library escapes commas and semicolons, which a URI value must not have (RFC 5545, 3.3.13).
function urlOf(url: string): string {
	return new URL(url).href.replaceAll(',', '%2C').replaceAll(';', '%3B').replaceAll('\\', '%5C');
}

interface Zone {
	/** As the definition spells it: `Europe/Kyiv` for `Europe/Kiev`, `Etc/UTC` for `UTC`. */
	name: string;
	definition: string;
}

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
	let zone = zones.get(timeZone);
	if (!zone) {
		// Throws for a zone this runtime does not know; the library would only complain on the console.
		const { timeZone: known } = new Intl.DateTimeFormat(undefined, { timeZone }).resolvedOptions();
		const [definition, name] = tzlib_get_ical_block(known);
		if (!definition || !name) throw new RangeError(`No definition of the time zone ${known}`);
		zone = { name: name.slice('TZID='.length), definition: definition.trim() };
		zones.set(timeZone, zone);
	}
	return zone;
}

function finish(calendar: ICalCalendar): string {
	return `${calendar.toString()}\r\n`;
}
