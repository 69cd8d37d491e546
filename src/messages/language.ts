import type { Day, TimeOfDay } from '#lib/platform/clock.ts';

/**
 * The app's knowledge of a language: its folder brings it, in its `language.ts`. The words and the headings of lists are
 * fetched when they are needed; what stands here itself is at hand on every page.
 */
export interface LanguageFolder {
	/** Its name among its own readers, as the switch between languages names it. */
	name: string;
	/** The BCP 47 tag by which `Intl` sorts names, groups numbers and names countries. */
	locale: string;
	/** Readers of the app in this language. Everybody else's pages are in the fallback, and say so. */
	audiences: readonly Audience[];
	dates: DateWriting;
	/** Every word, by room; each room that its readers meet is there, and whole. */
	words: () => Promise<{ default: Words }>;
	/** How guest lists are written in this language. */
	guestLists: () => Promise<{ default: GuestListWords }>;
}

/** Messages in ICU syntax, by room and key. */
export type Words = Record<string, Record<string, string>>;

/** Those who meet the app, each in pages and mails of their own. */
export type Audience = 'guests' | 'speakers' | 'door' | 'organisers';

/** A day of the calendar, taken apart. */
export interface CalendarDay {
	year: number;
	/** From 1. */
	month: number;
	/** From 1. */
	date: number;
	/** From 0, a Monday. */
	weekday: number;
}

/** How a day stands in its sentence: by itself, *on* the day, or *until* the day. */
export type DayCase = 'alone' | 'on' | 'until';

/** How a language writes days. A line may break only where a reader would pause. */
export interface DateWriting {
	/** With its year. */
	day(day: CalendarDay, dayCase: DayCase): string;
	/** With its year and its weekday. */
	dayLong(day: CalendarDay, dayCase: DayCase): string;
	/** Without its year, for what is near. */
	dayOfYear(day: CalendarDay): string;
	/** From one day to a later one; says nothing twice. */
	range(first: CalendarDay, last: CalendarDay): string;
	/** A day, as written by this language, and a time of that day. */
	at(day: string, time: TimeOfDay): string;
}

/** A column of a guest list. */
export type ListColumn =
	| 'name'
	| 'firstName'
	| 'lastName'
	| 'email'
	| 'organisation'
	| 'address'
	| 'country'
	| 'language'
	| 'role';

/** The roles of guests in a list. */
export type ListRole = 'guest' | 'speaker' | 'partner' | 'learner' | 'parent' | 'organiser';

/** How guest lists are written: everything folded, as `fold` in `platform/text.ts` does, and without signs. */
export interface GuestListWords {
	/** Headings as schools write them. */
	headings: Record<ListColumn, readonly string[]>;
	roles: Record<ListRole, readonly string[]>;
	/** Other ways to write a country's name, with its ISO 3166-1 code. */
	countries: Readonly<Record<string, string>>;
	/** How the names of this language begin, in this language and in others; its code is understood without. */
	calledAs: readonly string[];
	/** The countries, by ISO 3166-1 code, where a guest of whom nothing else is known reads this language. */
	homes: readonly string[];
}

/** The day as a reader of dates needs it; `day` is as in `2027-05-24`. */
export function calendarDay(day: Day): CalendarDay {
	const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
	return { year, month, date, weekday: (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7 };
}
