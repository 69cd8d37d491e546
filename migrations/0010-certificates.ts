import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('certificate')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('guest_id', 'text', (column) => column.notNull().references('guest.id'))
		.addColumn('code', 'text', (column) => column.notNull().unique())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('issued_at', 'text', (column) => column.notNull())
		.addColumn('issued_by', 'text', (column) => column.references('person.id'))
		.addColumn('revoked_at', 'text')
		.addColumn('revoked_by', 'text', (column) => column.references('person.id'))
		.addColumn('revoked_reason', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('certificate_edition_id_index')
		.on('certificate')
		.columns(['edition_id'])
		.execute();
	await db.schema
		.createIndex('certificate_guest_id_index')
		.on('certificate')
		.columns(['guest_id'])
		.execute();
	// Nobody holds two that are valid, however many people press the button at once.
	await db.schema
		.createIndex('certificate_guest_id_valid_unique')
		.on('certificate')
		.columns(['guest_id'])
		.unique()
		.where(sql.ref('revoked_at'), 'is', null)
		.execute();
}
