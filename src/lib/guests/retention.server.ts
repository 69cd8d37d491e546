import { recordChange } from '#lib/changes/commands.server.ts';
import { listEditions } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { guestChange } from './guest-changes.ts';
import { areNeedsOutdated } from './needs.ts';

/**
 * Erases what guests said they need, where `areNeedsOutdated`. Returns of how many guests it was stored. Doing it often
 * does no harm.
 */
export async function eraseOldNeeds(db: Database, { now }: { now: Instant }): Promise<number> {
	const outdated = (await listEditions(db)).filter((edition) => areNeedsOutdated(edition, now));
	let erased = 0;
	for (const { id: editionId } of outdated) erased += await eraseNeeds(db, { editionId, now });
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
