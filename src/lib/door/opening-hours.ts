import type { Edition } from '#lib/conference/edition.ts';
import type { Instant } from '#lib/platform/clock.ts';

/** True when the door was open, from the first time it opened to the last time it closed. */
export function isOpenAt(
	{ doorOpenedAt, doorClosedAt }: Pick<Edition, 'doorOpenedAt' | 'doorClosedAt'>,
	at: Instant
): boolean {
	return (
		doorOpenedAt !== null && doorOpenedAt <= at && (doorClosedAt === null || at <= doorClosedAt)
	);
}
