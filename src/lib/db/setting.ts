import type { Reader, Transaction } from './transaction.ts';

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
