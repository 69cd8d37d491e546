import ICAL from 'ical.js';
import type { CalendarEvent } from '#lib/calendar/event.ts';

/** A plain conference day in Daugavpils, with what a test wants to be different. */
export function makeEvent(different: Partial<CalendarEvent> = {}): CalendarEvent {
	return {
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
		url: 'https://school.example/2027/programme',
		...different
	};
}

/** Reads calendar text with another library than the one that wrote it. */
export function readCalendar(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	return {
		calendar,
		method: calendar.getFirstPropertyValue('method'),
		zones: calendar.getAllSubcomponents('vtimezone'),
		events: calendar.getAllSubcomponents('vevent')
	};
}

/** The one event of an invitation: its property names in order, and its values by name. */
export function readEvent(text: string) {
	const { events, zones } = readCalendar(text);
	const [event] = events;
	const [zone] = zones;
	if (events.length !== 1 || zones.length !== 1 || !event || !zone) {
		throw new Error(`${events.length} events and ${zones.length} zones`);
	}
	const properties = event.getAllProperties();
	const value = (name: string) => event.getFirstPropertyValue(name);
	const parameter = (property: string, name: string) =>
		event.getFirstProperty(property)?.getFirstParameter(name);
	const parameters = (property: string) => event.getFirstProperty(property)?.jCal[1] ?? {};
	/** The instant that a reader with the calendar's own zone definition understands. */
	const instant = (name: string) => {
		const time = event.getFirstPropertyValue(name) as ICAL.Time;
		time.zone = new ICAL.Timezone(zone);
		return time.toJSDate().toISOString();
	};
	return {
		names: properties.map(({ name }) => name),
		components: event.getAllSubcomponents().map(({ name }) => name),
		zoneName: zone.getFirstPropertyValue('tzid'),
		value,
		parameter,
		parameters,
		instant
	};
}
