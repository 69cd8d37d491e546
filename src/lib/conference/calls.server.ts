import type { Reader } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { takesTalks } from './edition.ts';
import { listEditions } from './queries.server.ts';

/** True while some edition takes talks: then anybody may sign in, as a teacher. */
export async function isCallOpen(db: Reader, now: Instant): Promise<boolean> {
	return (await listEditions(db)).some((edition) => takesTalks(edition, now));
}
