import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('agenda_item')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('talk_id', 'text', (column) => column.references('talk.id'))
		.addColumn('title', 'text', (column) => column.notNull())
		.addColumn('room_id', 'text', (column) => column.references('room.id'))
		.addColumn('starts_at', 'text')
		.addColumn('ends_at', 'text')
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('revision', 'integer', (column) => column.notNull())
		.addUniqueConstraint('agenda_item_talk_id_unique', ['talk_id'])
		.execute();
	await db.schema
		.createIndex('agenda_item_edition_id_index')
		.on('agenda_item')
		.columns(['edition_id'])
		.execute();
	await db.schema
		.createTable('release')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('number', 'integer', (column) => column.notNull())
		.addColumn('note', 'text', (column) => column.notNull())
		.addColumn('programme', 'text', (column) => column.notNull())
		.addColumn('by_person_id', 'text', (column) => column.references('person.id'))
		.addColumn('released_at', 'text', (column) => column.notNull())
		.addUniqueConstraint('release_edition_id_number_unique', ['edition_id', 'number'])
		.execute();
}
