import type { Edition } from '#lib/conference/edition.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { instantAt } from '#lib/platform/zone.ts';
import type { Programme } from './programme.ts';

/**
 * When each day of the conference begins and ends, for everybody who says so: calendars, pages, certificates. From the
 * first published item's start to the last one's end; the opening hours on a day of which nothing is published.
 */
export function conferenceHours(
	{ days, timeZone }: Pick<Edition, 'days' | 'timeZone'>,
	programme: Pick<Programme, 'days'> | undefined
): { dayOn: Day; startsAt: Instant; endsAt: Instant }[] {
	return days.map(({ dayOn, opens, closes }) => {
		const items = programme?.days.find((published) => published.dayOn === dayOn)?.items ?? [];
		return {
			dayOn,
			startsAt:
				items.map(({ startsAt }) => startsAt).sort()[0] ?? instantAt(dayOn, opens, timeZone),
			endsAt:
				items
					.map(({ endsAt }) => endsAt)
					.sort()
					.at(-1) ?? instantAt(dayOn, closes, timeZone)
		};
	});
}
