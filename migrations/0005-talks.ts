import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('talk')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('project_id', 'text', (column) => column.references('project.id'))
		.addColumn('title', 'text', (column) => column.notNull())
		.addColumn('abstract', 'text', (column) => column.notNull())
		.addColumn('format', 'text', (column) => column.notNull())
		.addColumn('minutes', 'integer', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('needs', 'text', (column) => column.notNull())
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('updated_at', 'text', (column) => column.notNull())
		.addColumn('revision', 'integer', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('talk_edition_id_index').on('talk').columns(['edition_id']).execute();
	await db.schema
		.createTable('talk_speaker')
		.addColumn('talk_id', 'text', (column) =>
			column.notNull().references('talk.id').onDelete('cascade')
		)
		.addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
		.addColumn('position', 'integer', (column) => column.notNull())
		.addColumn('typed_name', 'text', (column) => column.notNull().defaultTo(''))
		.addPrimaryKeyConstraint('talk_speaker_primary', ['talk_id', 'person_id'])
		.execute();
	await db.schema
		.createIndex('talk_speaker_person_id_index')
		.on('talk_speaker')
		.columns(['person_id'])
		.execute();
	await db.schema
		.createTable('talk_step')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('talk_id', 'text', (column) =>
			column.notNull().references('talk.id').onDelete('cascade')
		)
		.addColumn('number', 'integer', (column) => column.notNull())
		.addColumn('step', 'text', (column) => column.notNull())
		.addColumn('note', 'text', (column) => column.notNull())
		.addColumn('by_person_id', 'text', (column) => column.references('person.id'))
		.addColumn('at', 'text', (column) => column.notNull())
		.addUniqueConstraint('talk_step_talk_id_number_unique', ['talk_id', 'number'])
		.execute();
}
