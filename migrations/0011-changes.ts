import { PostgresAdapter, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
	await db.schema
		.createTable('change')
		.addColumn('position', 'integer', (column) =>
			isPostgres
				? column.primaryKey().notNull().generatedByDefaultAsIdentity()
				: column.primaryKey().autoIncrement().notNull()
		)
		.addColumn('at', 'text', (column) => column.notNull())
		.addColumn('edition_id', 'text')
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('subject_id', 'text', (column) => column.notNull())
		.addColumn('subject_name', 'text', (column) => column.notNull())
		.addColumn('verb', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('before', 'text')
		.addColumn('after', 'text')
		.addColumn('person_id', 'text', (column) => column.references('person.id'))
		.addColumn('device_id', 'text')
		.addColumn('batch', 'text', (column) => column.notNull())
		.addColumn('is_part', 'integer', (column) => column.notNull())
		.execute();
	// Each order in which the page of what was done reads it, and what readers ask for.
	const orders: string[][] = [
		['edition_id', 'is_part', 'position'],
		['edition_id', 'is_part', 'kind', 'position'],
		['edition_id', 'is_part', 'person_id', 'position'],
		['edition_id', 'is_part', 'at'],
		['kind', 'position'],
		['subject_id', 'position'],
		['batch']
	];
	for (const columns of orders) {
		await db.schema
			.createIndex(`change_${columns.join('_')}_index`)
			.on('change')
			.columns(columns)
			.execute();
	}
	await db.schema
		.createTable('change_reader')
		.addColumn('name', 'text', (column) => column.primaryKey().notNull())
		.addColumn('position', 'integer', (column) => column.notNull())
		.addColumn('moved_at', 'text', (column) => column.notNull())
		.execute();
}
