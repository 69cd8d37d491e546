import * as v from 'valibot';
import type { ChangeKind } from '#lib/changes/subject.ts';
import { wholeNumber } from '#lib/platform/fields.ts';

/** How many minutes changes of agenda and settings wait before calendars are told; an hour at most. */
export const settlingForm = v.object({ minutes: wholeNumber(0, 60) });

/** The name under which calendars read the log. */
export const calendarReader = 'calendars';

/** The kinds of change whose reading pages wait for. */
export const awaitedKinds: readonly ChangeKind[] = ['edition', 'release'];

export function isAwaited(kind: ChangeKind): boolean {
	return awaitedKinds.includes(kind);
}
