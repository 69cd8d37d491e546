import { endsAt, type Edition } from '#lib/conference/edition.ts';
import { day, later, type Instant } from '#lib/platform/clock.ts';

/** The context that a guest's sealed words about their needs are bound to: they cannot be opened for another guest. */
export function needsContext(guestId: string): string {
	return `access-need:${guestId}`;
}

/** How long what guests need is stored after their conference has ended, in milliseconds. */
const storedFor = 7 * day;

/**
 * True when what guests need at a conference is to be erased: it is health data, and a week after the end no longer
 * needed (GDPR, article 5(1)(e)). Without days there is no end.
 */
export function areNeedsOutdated(
	edition: Pick<Edition, 'days' | 'timeZone'>,
	now: Instant
): boolean {
	const end = endsAt(edition);
	return end !== undefined && later(end, storedFor) < now;
}
