import type { Day, Instant } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';

const locales: Record<Language, string> = { en: 'en-GB', lv: 'lv-LV' };

const kept = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = language + JSON.stringify(options);
	let format = kept.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(locales[language], options);
		kept.set(key, format);
	}
	return format;
}

const noon = (day: Day) => Date.parse(`${day}T12:00:00Z`);
const dayOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

/** `24 May 2027`, `2027. gada 24. maijs`. */
export function formatDay(day: Day, language: Language): string {
	return formatter(language, dayOptions).format(noon(day));
}

/** `Monday 24 May 2027`, `pirmdiena, 2027. gada 24. maijs`. */
export function formatDayLong(day: Day, language: Language): string {
	return formatter(language, { ...dayOptions, weekday: 'long' }).format(noon(day));
}

/** `24–25 May 2027`, `2027. gada 24.–25. maijs`; one day alone where both are the same. */
export function formatDayRange(from: Day, to: Day, language: Language): string {
	return from === to
		? formatDay(from, language)
		: formatter(language, dayOptions).formatRange(noon(from), noon(to));
}

/** `09:30`, 24 hours, at the place where `timeZone` (IANA) holds. */
export function formatTime(instant: Instant, timeZone: string): string {
	return formatter('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
		Date.parse(instant)
	);
}

/** `24 May 2027, 09:30`, `2027. gada 24. maijs, 09:30`, at the place where `timeZone` holds. */
export function formatInstant(instant: Instant, timeZone: string, language: Language): string {
	const day = formatter(language, { ...dayOptions, timeZone }).format(Date.parse(instant));
	return `${day}, ${formatTime(instant, timeZone)}`;
}

/** `12,345`, `12 345`. */
export function formatNumber(number: number, language: Language): string {
	return new Intl.NumberFormat(locales[language]).format(number);
}

const names = new Map<Language, Intl.DisplayNames>();

/** A country's name by its ISO 3166-1 code; a code nobody knows stands for itself. */
export function countryName(code: string, language: Language): string {
	let display = names.get(language);
	if (!display) {
		display = new Intl.DisplayNames(locales[language], { type: 'region' });
		names.set(language, display);
	}
	try {
		return display.of(code) ?? code;
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
