import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('calendar_entry')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('guest_id', 'text', (column) =>
			column.notNull().references('guest.id').onDelete('cascade')
		)
		.addColumn('subject', 'text', (column) => column.notNull())
		.addColumn('uid', 'text', (column) => column.notNull().unique())
		.addColumn('sequence', 'integer', (column) => column.notNull())
		.addColumn('method', 'text', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('stamped_at', 'text', (column) => column.notNull())
		.addUniqueConstraint('calendar_entry_guest_id_subject_unique', ['guest_id', 'subject'])
		.execute();
	await db.schema
		.createTable('calendar_settling')
		.addColumn('edition_id', 'text', (column) =>
			column.primaryKey().notNull().references('edition.id').onDelete('cascade')
		)
		.addColumn('began_at', 'text', (column) => column.notNull())
		.addColumn('due_at', 'text', (column) => column.notNull())
		.addColumn('concern', 'text', (column) => column.notNull())
		.addColumn('done_up_to', 'text', (column) => column.notNull())
		.execute();
}
