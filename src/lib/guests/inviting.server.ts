import { inChunks } from '#lib/db/chunks.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';

/**
 * Writes down that these guests are being invited, and answers with those who were not before: of two who send
 * at once, each guest is one's.
 */
export async function claimUninvited(
	trx: Transaction,
	{ guestIds, now }: { guestIds: string[]; now: Instant }
): Promise<Set<string>> {
	const claimed = new Set<string>();
	for (const chunk of inChunks(guestIds)) {
		const rows = await trx
			.updateTable('guest')
			.set({ invitedAt: now })
			.where('id', 'in', chunk)
			.where('invitedAt', 'is', null)
			.returning('id')
			.execute();
		for (const { id } of rows) claimed.add(id);
	}
	return claimed;
}

/**
 * As `claimUninvited`, for a reminder: of the guests who were neither invited nor reminded since `since`.
 */
export async function claimUnreminded(
	trx: Transaction,
	{ guestIds, since, now }: { guestIds: string[]; since: Instant; now: Instant }
): Promise<Set<string>> {
	const claimed = new Set<string>();
	for (const chunk of inChunks(guestIds)) {
		const rows = await trx
			.updateTable('guest')
			.set({ remindedAt: now })
			.where('id', 'in', chunk)
			.where('invitedAt', '<=', since)
			.where((where) =>
				where.or([where('remindedAt', 'is', null), where('remindedAt', '<=', since)])
			)
			.returning('id')
			.execute();
		for (const { id } of rows) claimed.add(id);
	}
	return claimed;
}
