import type { Day, Instant } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';

const locales: Record<Language, string> = { en: 'en-GB', lv: 'lv-LV' };

/**
 * How a day stands in its sentence. Latvian declines: `2027. gada 24. maijs` alone, `24. maijā` for *on* a day,
 * `24. maijam` after *līdz* (until). English says the same each time.
 */
export type DayCase = 'alone' | 'on' | 'until';

/** `24 May 2027`, `2027. gada 24. maijs`; a line breaks only after the Latvian `gada`. */
export function formatDay(day: Day, language: Language, dayCase: DayCase = 'alone'): string {
	const { year, date } = parts(day);
	const month = monthName(day, language, dayCase);
	return language === 'lv'
		? `${year}.\u00a0gada ${date}.\u00a0${month}`
		: `${date}\u00a0${month}\u00a0${year}`;
}

/** `Monday 24 May 2027`, `pirmdiena, 2027. gada 24. maijs`. */
export function formatDayLong(day: Day, language: Language, dayCase: DayCase = 'alone'): string {
	const weekday = formatter(language, { weekday: 'long' }).format(noon(day));
	const rest = formatDay(day, language, dayCase);
	if (language === 'en') return `${weekday} ${rest}`;
	const endings = { alone: 'a', on: '', until: 'ai' };
	return `${weekday.toLowerCase().replace(/a$/, endings[dayCase])}, ${rest}`;
}

/** `24–25 May 2027`, `2027. gada 24.–25. maijs`; one day alone where both are the same. */
export function formatDayRange(from: Day, to: Day, language: Language): string {
	if (from === to) return formatDay(from, language);
	const [first, last] = [parts(from), parts(to)];
	if (first.year !== last.year) return `${formatDay(from, language)} – ${formatDay(to, language)}`;
	const month = monthName(to, language);
	if (first.month === last.month) {
		return language === 'lv'
			? `${last.year}.\u00a0gada ${first.date}.–${last.date}.\u00a0${month}`
			: `${first.date}–${last.date}\u00a0${month}\u00a0${last.year}`;
	}
	return language === 'lv'
		? `${formatDay(from, language)} – ${last.date}.\u00a0${month}`
		: `${first.date}\u00a0${monthName(from, language)} – ${formatDay(to, language)}`;
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
	return `${formatDay(day, language, dayCase)}, ${time}`;
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
	const { date } = parts(day);
	return `${date}${language === 'lv' ? '.' : ''}\u00a0${monthName(day, language)}, ${time}`;
}

/** The name of the time that a place goes by at an instant: `Eastern European Summer Time (GMT+3)`. */
export function formatZone(instant: Instant, timeZone: string, language: Language): string {
	const name = (timeZoneName: 'long' | 'shortOffset') =>
		new Intl.DateTimeFormat(locales[language], { timeZone, timeZoneName })
			.formatToParts(Date.parse(instant))
			.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
	return `${name('long')} (${name('shortOffset')})`;
}

/** `12,345`, `12 345` (with a space that does not break). */
export function formatNumber(number: number, language: Language): string {
	return new Intl.NumberFormat(locales[language]).format(number);
}

const countries = new Map<Language, Intl.DisplayNames>();

/** A country's name by its ISO 3166-1 code; a code nobody knows stands for itself. */
export function countryName(code: string, language: Language): string {
	let names = countries.get(language);
	if (!names) {
		names = new Intl.DisplayNames(locales[language], { type: 'region' });
		countries.set(language, names);
	}
	try {
		return names.of(code) ?? code;
	} catch {
		return code;
	}
}

const spoken = new Map<Language, Intl.DisplayNames>();

/** A language by its ISO 639-1 code, as the reader calls it: `Latvian`, `latviešu`. */
export function languageName(code: string, language: Language): string {
	let names = spoken.get(language);
	if (!names) {
		names = new Intl.DisplayNames(locales[language], { type: 'language' });
		spoken.set(language, names);
	}
	try {
		return names.of(code) ?? code;
	} catch {
		return code;
	}
}

/** A copy in the order of the reader's alphabet: in Latvian Č, Ģ, Ķ, Ļ, Ņ, Š and Ž are letters of their own. */
export function sortNames<Named>(
	list: readonly Named[],
	name: (one: Named) => string,
	language: Language
): Named[] {
	const { compare } = new Intl.Collator(locales[language]);
	return list.toSorted((a, b) => compare(name(a), name(b)));
}

// The sentence around month and weekday is ours: runtimes disagree about spaces and commas, and a page that was
// made on the server must read the same in the browser.
function monthName(day: Day, language: Language, dayCase: DayCase = 'alone'): string {
	const name = formatter(language, { day: 'numeric', month: 'long' })
		.formatToParts(noon(day))
		.find(({ type }) => type === 'month')?.value;
	const month = name ?? '';
	if (language === 'en' || dayCase === 'alone') return month;
	const [long, short] = dayCase === 'on' ? ['ī', 'ā'] : ['im', 'am'];
	return month.endsWith('is') ? month.replace(/is$/, long) : month.replace(/s$/, short);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = language + JSON.stringify(options);
	let format = formatters.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
		formatters.set(key, format);
	}
	return format;
}

function noon(day: Day): number {
	return Date.parse(`${day}T12:00:00Z`);
}

function parts(day: Day): { year: number; month: number; date: number } {
	const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
	return { year, month, date };
}
