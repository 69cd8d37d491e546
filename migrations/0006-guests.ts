import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('guest')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
		.addColumn('source', 'text', (column) => column.notNull())
		.addColumn('role', 'text', (column) => column.notNull())
		.addColumn('ticket_code', 'text', (column) => column.notNull().unique())
		.addColumn('link_version', 'integer', (column) => column.notNull())
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('invited_at', 'text')
		.addColumn('reminded_at', 'text')
		.addColumn('mail_stopped_at', 'text')
		.addColumn('removed_at', 'text')
		.addUniqueConstraint('guest_edition_id_person_id_unique', ['edition_id', 'person_id'])
		.execute();
	await db.schema.createIndex('guest_person_id_index').on('guest').columns(['person_id']).execute();
	await db.schema
		.createTable('answer')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('guest_id', 'text', (column) =>
			column.notNull().references('guest.id').onDelete('cascade')
		)
		.addColumn('number', 'integer', (column) => column.notNull())
		.addColumn('answer', 'text', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('certificate_name', 'text', (column) => column.notNull())
		.addColumn('given_by', 'text', (column) => column.notNull())
		.addColumn('by_person_id', 'text', (column) => column.references('person.id'))
		.addColumn('at', 'text', (column) => column.notNull())
		.addUniqueConstraint('answer_guest_id_number_unique', ['guest_id', 'number'])
		.execute();
	await db.schema
		.createTable('companion')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('guest_id', 'text', (column) =>
			column.notNull().references('guest.id').onDelete('cascade')
		)
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('name_folded', 'text', (column) => column.notNull())
		.addColumn('ticket_code', 'text', (column) => column.notNull().unique())
		.addColumn('added_at', 'text', (column) => column.notNull())
		.addColumn('removed_at', 'text')
		.execute();
	await db.schema
		.createIndex('companion_guest_id_index')
		.on('companion')
		.columns(['guest_id'])
		.execute();
	await db.schema
		.createTable('access_need')
		.addColumn('guest_id', 'text', (column) =>
			column.primaryKey().notNull().references('guest.id').onDelete('cascade')
		)
		.addColumn('ciphertext', 'text', (column) => column.notNull())
		.addColumn('consented_at', 'text', (column) => column.notNull())
		.execute();
}
