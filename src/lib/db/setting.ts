import { isPostgres, type Reader, type Transaction } from './transaction.ts';

/** The settings stored under these names, each as it was given; a name that has none is left out. */
export async function readSettings(
	db: Reader,
	names: readonly string[]
): Promise<Map<string, unknown>> {
	const rows = await db
		.selectFrom('setting')
		.select(['name', 'value'])
		.where('name', 'in', names)
		.execute();
	return new Map(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
}

/** Holds a setting that is stored until the transaction ends: of several who ask, one goes on at a time. */
export async function lockSetting(trx: Transaction, name: string): Promise<void> {
	if (!isPostgres(trx)) return;
	await trx.selectFrom('setting').select('name').where('name', '=', name).forUpdate().execute();
}

/** Stores one setting, anything that JSON can say; the others stay. */
export async function writeSetting(
	trx: Transaction,
	name: string,
	content: unknown,
	now: string
): Promise<void> {
	const row = { name, value: JSON.stringify(content), updatedAt: now };
	await trx
		.insertInto('setting')
		.values(row)
		.onConflict((conflict) =>
			conflict.column('name').doUpdateSet({ value: row.value, updatedAt: now })
		)
		.execute();
}
