import type { Day } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';
import { formatDay, formatDayRange } from '#lib/ui/format.ts';

/** From when to when something lasts, as far as it is known; empty when nothing is. */
export function whenOf(
	{ startsOn, endsOn }: { startsOn: Day | null; endsOn: Day | null },
	language: Language
): string {
	if (startsOn && endsOn) return formatDayRange(startsOn, endsOn, language);
	if (startsOn) return `${formatDay(startsOn, language)} –`;
	return endsOn ? `– ${formatDay(endsOn, language)}` : '';
}
