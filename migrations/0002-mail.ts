import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('mail')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text')
		.addColumn('person_id', 'text', (column) => column.references('person.id'))
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('to_address', 'text', (column) => column.notNull())
		.addColumn('to_name', 'text', (column) => column.notNull())
		.addColumn('to_name_folded', 'text', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('payload', 'text', (column) => column.notNull())
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addColumn('in_reply_to', 'text')
		.addColumn('dedupe_key', 'text', (column) => column.notNull().unique())
		.addColumn('thread', 'text')
		.addColumn('revision', 'integer', (column) => column.notNull())
		.addColumn('priority', 'integer', (column) => column.notNull())
		.addColumn('queued_at', 'text', (column) => column.notNull())
		.addColumn('due_at', 'text', (column) => column.notNull())
		.addColumn('attempt', 'integer', (column) => column.notNull())
		.addColumn('owner', 'text')
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('finished_at', 'text')
		.addColumn('subject', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('mail_state_priority_due_at_id_index')
		.on('mail')
		.columns(['state', 'priority', 'due_at', 'id'])
		.execute();
	await db.schema
		.createIndex('mail_edition_id_kind_state_index')
		.on('mail')
		.columns(['edition_id', 'kind', 'state'])
		.execute();
	await db.schema
		.createIndex('mail_thread_revision_index')
		.on('mail')
		.columns(['thread', 'revision'])
		.unique()
		.execute();
	await db.schema.createIndex('mail_person_id_index').on('mail').columns(['person_id']).execute();
	await db.schema
		.createTable('mail_attempt')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('mail_id', 'text', (column) =>
			column.notNull().references('mail.id').onDelete('cascade')
		)
		.addColumn('attempt', 'integer', (column) => column.notNull())
		.addColumn('result', 'text', (column) => column.notNull())
		.addColumn('detail', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('mail_attempt_mail_id_index')
		.on('mail_attempt')
		.columns(['mail_id'])
		.execute();
	await db.schema.createIndex('mail_attempt_at_index').on('mail_attempt').columns(['at']).execute();
	await db.schema
		.createTable('suppressed_address')
		.addColumn('address', 'text', (column) => column.primaryKey().notNull())
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.execute();
}
