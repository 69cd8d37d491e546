import { endsAt, isOver, type Edition } from '#lib/conference/edition.ts';
import type { Instant } from '#lib/platform/clock.ts';

/** Until when an answer is taken: the end of the last day. The organisers' deadline is a wish, not a gate. */
export function answersEnd(edition: Pick<Edition, 'days' | 'timeZone'>): Instant | undefined {
	return endsAt(edition);
}

/** Where an edition stands for a guest who wants to answer at `now`. */
export function answering(
	edition: Pick<Edition, 'days' | 'timeZone' | 'answersDueAt'>,
	now: Instant
): 'open' | 'late' | 'over' {
	if (isOver(edition, now)) return 'over';
	return edition.answersDueAt && edition.answersDueAt < now ? 'late' : 'open';
}
