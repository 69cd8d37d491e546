import { isPostgres, type Reader, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';

/** How far a reader of the log has come; 0 for one that has yet to begin. */
export async function readCursor(db: Reader, name: string): Promise<number> {
	const row = await db
		.selectFrom('changeReader')
		.select('position')
		.where('name', '=', name)
		.executeTakeFirst();
	return Number(row?.position ?? 0);
}

/**
 * As `readCursor`, and makes other processes that read under the same name wait until the transaction ends: of two,
 * each row is one's.
 */
export async function lockCursor(trx: Transaction, name: string, now: Instant): Promise<number> {
	await trx
		.insertInto('changeReader')
		.values({ name, position: 0, movedAt: now })
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
	const { position } = await trx
		.selectFrom('changeReader')
		.select('position')
		.where('name', '=', name)
		.$if(isPostgres(trx), (query) => query.forUpdate())
		.executeTakeFirstOrThrow();
	return Number(position);
}

/** The reader has dealt with every row up to a position, in this transaction. */
export async function moveCursor(
	trx: Transaction,
	name: string,
	position: number,
	now: Instant
): Promise<void> {
	await trx
		.updateTable('changeReader')
		.set({ position, movedAt: now })
		.where('name', '=', name)
		.execute();
}
