import { calendarDay, type DayCase } from '#messages/language.ts';
import { folders } from '#messages/languages.ts';
import type { Day, Instant } from './clock.ts';
import type { Language } from './languages.ts';
import { wallClockAt } from './zone.ts';

// Sentences around months and weekdays are the languages' own: runtimes disagree about spaces and commas, and a page
// that was made on the server must read the same in the browser.

/** `24 May 2027`, `2027. gada 24. maijs`; some languages decline it by its place in the sentence. */
export function formatDay(day: Day, language: Language, dayCase: DayCase = 'alone'): string {
	return datesOf(language).day(calendarDay(day), dayCase);
}

/** `Monday 24 May 2027`, `pirmdiena, 2027. gada 24. maijs`. */
export function formatDayLong(day: Day, language: Language, dayCase: DayCase = 'alone'): string {
	return datesOf(language).dayLong(calendarDay(day), dayCase);
}

/** `24–25 May 2027`, `2027. gada 24.–25. maijs`; one day alone where both are the same. */
export function formatDayRange(from: Day, to: Day, language: Language): string {
	if (from === to) return formatDay(from, language);
	return datesOf(language).range(calendarDay(from), calendarDay(to));
}

/** `09:30`, 24 hours, at the place where `timeZone` (IANA) holds. */
export function formatTime(instant: Instant, timeZone: string): string {
	return wallClockAt(instant, timeZone).time;
}

/** `24 May 2027, 09:30`, `2027. gada 24. maijs, 09:30`, at the place where `timeZone` holds. */
export function formatInstant(
	instant: Instant,
	timeZone: string,
	language: Language,
	dayCase: DayCase = 'alone'
): string {
	const { day, time } = wallClockAt(instant, timeZone);
	return datesOf(language).at(formatDay(day, language, dayCase), time);
}

/** For what nearly always was today: `09:30` on the day of `now`, else `24 May, 09:30`, `24. maijs, 09:30`. */
export function formatRecent(
	instant: Instant,
	timeZone: string,
	language: Language,
	now: Instant
): string {
	const { day, time } = wallClockAt(instant, timeZone);
	if (day === wallClockAt(now, timeZone).day) return time;
	const { dayOfYear, at } = datesOf(language);
	return at(dayOfYear(calendarDay(day)), time);
}

/** The zone by which the clocks of a place go at an instant: `Eastern European Summer Time (GMT+3)`. */
export function formatZone(instant: Instant, timeZone: string, language: Language): string {
	const name = (timeZoneName: 'long' | 'shortOffset') =>
		new Intl.DateTimeFormat(localeOf(language), { timeZone, timeZoneName })
			.formatToParts(Date.parse(instant))
			.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
	return `${name('long')} (${name('shortOffset')})`;
}

/** `12,345`, `12 345` (with a space that does not break). */
export function formatNumber(number: number, language: Language): string {
	return new Intl.NumberFormat(localeOf(language)).format(number);
}

/** `one, two and three`. */
export function formatList(list: readonly string[], language: Language): string {
	return new Intl.ListFormat(localeOf(language)).format(list);
}

const namesOfCountries = new Map<Language, Intl.DisplayNames>();

/** A country's name by its ISO 3166-1 code; a code nobody knows stands for itself. */
export function countryName(code: string, language: Language): string {
	return nameIn(namesOfCountries, 'region', code, language);
}

const namesOfLanguages = new Map<Language, Intl.DisplayNames>();

/** A language by its ISO 639 code, as the reader calls it: `Latvian`, `latviešu`. */
export function languageName(code: string, language: Language): string {
	return nameIn(namesOfLanguages, 'language', code, language);
}

/** A copy in the order of the reader's alphabet: in Latvian Č, Ģ, Ķ, Ļ, Ņ, Š and Ž are letters of their own. */
export function sortNames<Named>(
	list: readonly Named[],
	name: (one: Named) => string,
	language: Language
): Named[] {
	const { compare } = new Intl.Collator(localeOf(language));
	return list.toSorted((a, b) => compare(name(a), name(b)));
}

function datesOf(language: Language) {
	return folders[language].dates;
}

function localeOf(language: Language): string {
	return folders[language].locale;
}

/** Making a list of names costs a hundred times what reading it does. */
function nameIn(
	kept: Map<Language, Intl.DisplayNames>,
	type: 'region' | 'language',
	code: string,
	language: Language
): string {
	let names = kept.get(language);
	if (!names) {
		names = new Intl.DisplayNames(localeOf(language), { type });
		kept.set(language, names);
	}
	try {
		return names.of(code) ?? code;
	} catch {
		return code;
	}
}
