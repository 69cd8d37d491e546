import { day, later, type Day, type Instant } from '#lib/platform/clock.ts';

/** The sample takes place on the next 24 May that is at least six weeks away. */
export function sampleDay(now: Instant): Day {
	const year = Number(now.slice(0, 4));
	const thisYear = `${year}-05-24`;
	return later(now, 42 * day) < `${thisYear}T00:00:00.000Z` ? thisYear : `${year + 1}-05-24`;
}

/** `{Y-1}` in a text becomes the year before the conference. */
export function withYears(text: string, conferenceOn: Day): string {
	const year = Number(conferenceOn.slice(0, 4));
	return text.replace(/\{Y([+-]\d+)?\}/g, (_, distance: string | undefined) =>
		String(year + Number(distance ?? 0))
	);
}
