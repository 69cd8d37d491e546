import { newId } from '#lib/platform/ids.ts';
import type { Schema } from './schema/schema.ts';
import type { Transaction } from './transaction.ts';

type TableName = 'agendaItem' | 'mobility' | 'project';

/**
 * Adds a row under the id that its form was drawn with, so that a form that is sent twice makes one. A form that was
 * gone back to and filled in anew brings the same id for something else: that gets an id of its own.
 */
export async function insertOnce<Name extends TableName>(
	trx: Transaction,
	table: Name,
	row: Schema[Name]
): Promise<{ id: string; isNew: boolean }> {
	// Kysely does not follow a table that a type parameter names.
	const [into, values] = [table as 'project', row as Schema['project']];
	const added = await trx
		.insertInto(into)
		.values(values)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.executeTakeFirst();
	if (Number(added.numInsertedOrUpdatedRows ?? 0) > 0) return { id: row.id, isNew: true };
	const existing = await trx
		.selectFrom(into)
		.selectAll()
		.where('id', '=', row.id)
		.executeTakeFirstOrThrow();
	if (contentOf(existing) === contentOf(row)) return { id: row.id, isNew: false };
	return insertOnce(trx, table, { ...row, id: newId() });
}

function contentOf(row: Schema[TableName]): string {
	return JSON.stringify(Object.entries({ ...row, createdAt: '' }).sort());
}
