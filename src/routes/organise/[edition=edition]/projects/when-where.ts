import type { Day } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';
import { countryName, formatDay, formatDayRange } from '#lib/platform/format.ts';

/** From when to when something lasts, as far as it is known; empty when nothing is. */
export function whenOf(
	{ startsOn, endsOn }: { startsOn: Day | null; endsOn: Day | null },
	language: Language
): string {
	if (startsOn && endsOn) return formatDayRange(startsOn, endsOn, language);
	if (startsOn) return `${formatDay(startsOn, language)} –`;
	return endsOn ? `– ${formatDay(endsOn, language)}` : '';
}

/** The host and its country in one line; the country alone while no host is known. */
export function whereOf(
	{ host, country }: { host: string | null; country: string },
	language: Language
): string {
	return [host, countryName(country, language)].filter(Boolean).join(', ');
}
