import type { Instant } from '#lib/platform/clock.ts';
import { manyLines, oneLine } from '#lib/platform/text.ts';

/** One entry in somebody's calendar, as it should read there. Holds no token: people share calendars. */
export interface CalendarEvent {
	/** Random, the same for the entry's whole life (RFC 5545, 3.8.4.7). */
	uid: string;
	/** Raised by one with every change that the reader sees, and by the cancellation. */
	sequence: number;
	/** When this sequence was made; sending it again repeats the same instant. */
	stampedAt: Instant;
	status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
	title: string;
	description: string;
	location: string;
	startsAt: Instant;
	/** After `startsAt`. */
	endsAt: Instant;
	/** The venue's IANA zone: the entry moves with it should its rules change. */
	timeZone: string;
	organizer: { name: string; address: string };
	attendee?: {
		name: string;
		address: string;
		partstat: 'ACCEPTED' | 'NEEDS-ACTION' | 'TENTATIVE';
	};
	/** An address that anyone may know, such as the programme's. */
	url?: string;
}

/**
 * A name for a parameter such as CN. Quotes and carets are left out: RFC 6868 would turn them into
 * `^'` and `^^`, which many calendars show as they are.
 */
export function calendarName(name: string): string {
	return oneLine(wellFormed(name).replace(/["^\\]/g, ' '));
}

/** A title or place: one line of visible text. */
export function calendarLine(text: string): string {
	return oneLine(wellFormed(text));
}

/** A description: text with line breaks as `\n`. */
export function calendarText(text: string): string {
	return manyLines(wellFormed(text));
}

/** An address without anything that would end the property's line or start a parameter. */
export function calendarAddress(address: string): string {
	return oneLine(wellFormed(address)).replace(/[\s"<>,;:\\^]/g, (sign) => encodeURIComponent(sign));
}

// A lone half of a surrogate pair has no UTF-8 form.
function wellFormed(text: string): string {
	return text.toWellFormed();
}
