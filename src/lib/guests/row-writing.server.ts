import { inChunks } from '#lib/db/chunks.ts';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';

/** Writes the same into these guests' rows; those without any do nothing. */
export async function updateGuests(
	trx: Transaction,
	rows: { id: string }[],
	set: Partial<Pick<GuestTable, 'linkVersion' | 'mailStoppedAt' | 'removedAt' | 'role'>>
): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.updateTable('guest')
		.set(set)
		.where(
			'id',
			'in',
			rows.map(({ id }) => id)
		)
		.execute();
}

/** Locks these guests until the transaction ends, in one order, so that two answers take turns. */
export async function lockGuests(trx: Transaction, guestIds: string[]): Promise<void> {
	if (!isPostgres(trx)) return;
	for (const chunk of inChunks([...guestIds].sort())) {
		await trx
			.selectFrom('guest')
			.select('id')
			.where('id', 'in', chunk)
			.orderBy('id')
			.forUpdate()
			.execute();
	}
}
