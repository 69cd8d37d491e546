import { recordChange } from '#lib/changes/commands.server.ts';
import { endsAt } from '#lib/conference/edition.ts';
import { listEditions } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { guestChange } from './guest-changes.ts';
import { day, later, type Instant } from '#lib/platform/clock.ts';

/** How long what guests need is kept after their conference has ended, in milliseconds. */
const needsKeptFor = 7 * day;

/**
 * Erases what guests said they need, where the conference ended more than a week before `now`: it is health data,
 * and no longer needed (GDPR, article 5(1)(e)). Returns how many guests it was kept of. Doing it often does no harm.
 */
export async function eraseOldNeeds(db: Database, { now }: { now: Instant }): Promise<number> {
	const over = (await listEditions(db)).filter((edition) => {
		const end = endsAt(edition);
		return end !== undefined && later(end, needsKeptFor) < now;
	});
	let erased = 0;
	for (const { id: editionId } of over) erased += await eraseNeeds(db, { editionId, now });
	return erased;
}

function eraseNeeds(
	db: Database,
	{ editionId, now }: { editionId: string; now: Instant }
): Promise<number> {
	return inTransaction(db, async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('accessNeed')
			.where('guestId', 'in', (query) =>
				query.selectFrom('guest').select('id').where('editionId', '=', editionId)
			)
			.executeTakeFirst();
		const count = Number(numDeletedRows);
		if (count > 0) {
			recordChange(trx, guestChange, {
				verb: 'guests.needs-erased',
				editionId,
				subjectId: editionId,
				after: { count },
				by: null,
				now
			});
		}
		return count;
	});
}
