import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('edition')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('slug', 'text', (column) => column.notNull().unique())
		.addColumn('title', 'text', (column) => column.notNull())
		.addColumn('theme', 'text', (column) => column.notNull())
		.addColumn('time_zone', 'text', (column) => column.notNull())
		.addColumn('venue_name', 'text', (column) => column.notNull())
		.addColumn('venue_address', 'text', (column) => column.notNull())
		.addColumn('talks_due_at', 'text')
		.addColumn('answers_due_at', 'text')
		.addColumn('door_opened_at', 'text')
		.addColumn('door_closed_at', 'text')
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('revision', 'integer', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('edition_day')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) =>
			column.notNull().references('edition.id').onDelete('cascade')
		)
		.addColumn('day_on', 'text', (column) => column.notNull())
		.addColumn('opens', 'text', (column) => column.notNull())
		.addColumn('closes', 'text', (column) => column.notNull())
		.addUniqueConstraint('edition_day_edition_id_day_on_unique', ['edition_id', 'day_on'])
		.execute();
	await db.schema
		.createTable('room')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) =>
			column.notNull().references('edition.id').onDelete('cascade')
		)
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('capacity', 'integer')
		.addColumn('position', 'integer', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('room_edition_id_index').on('room').columns(['edition_id']).execute();
}
