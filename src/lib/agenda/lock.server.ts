import { isPostgres, type Transaction } from '#lib/db/transaction.ts';

/**
 * Makes changes of one agenda wait for each other: a clash lies between two rows. SQLite writes one at a time anyway.
 */
export async function lockAgenda(trx: Transaction, editionId: string): Promise<void> {
	if (!isPostgres(trx)) return;
	await trx
		.selectNoFrom((select) =>
			select
				.fn<undefined>('pg_advisory_xact_lock', [
					select.fn<number>('hashtextextended', [select.val(`agenda ${editionId}`), select.lit(0)])
				])
				.as('locked')
		)
		.execute();
}
