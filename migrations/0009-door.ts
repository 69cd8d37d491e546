import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('pairing')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('device_name', 'text', (column) => column.notNull())
		.addColumn('gate', 'text', (column) => column.notNull())
		.addColumn('code_hash', 'text', (column) => column.notNull().unique())
		.addColumn('by_person_id', 'text', (column) => column.notNull().references('person.id'))
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'text', (column) => column.notNull())
		.addColumn('used_at', 'text')
		.execute();
	await db.schema
		.createTable('device')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('gate', 'text', (column) => column.notNull())
		.addColumn('token_hash', 'text', (column) => column.notNull().unique())
		.addColumn('paired_at', 'text', (column) => column.notNull())
		.addColumn('seen_at', 'text', (column) => column.notNull())
		.addColumn('revoked_at', 'text')
		.execute();
	await db.schema
		.createTable('scan')
		.addColumn('key', 'text', (column) => column.primaryKey().notNull())
		.addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
		.addColumn('device_id', 'text', (column) => column.notNull().references('device.id'))
		.addColumn('device_sequence', 'integer', (column) => column.notNull())
		.addColumn('ticket_code', 'text', (column) => column.notNull())
		.addColumn('guest_id', 'text', (column) => column.references('guest.id'))
		.addColumn('companion_id', 'text', (column) => column.references('companion.id'))
		.addColumn('gate', 'text', (column) => column.notNull())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('scanned_at', 'text', (column) => column.notNull())
		.addColumn('received_at', 'text', (column) => column.notNull())
		.addColumn('happened_at', 'text', (column) => column.notNull())
		.addColumn('decided', 'text', (column) => column.notNull())
		.addColumn('undoes', 'text')
		.execute();
	await db.schema
		.createIndex('scan_edition_id_received_at_index')
		.on('scan')
		.columns(['edition_id', 'received_at'])
		.execute();
	await db.schema
		.createIndex('scan_ticket_code_index')
		.on('scan')
		.columns(['ticket_code'])
		.execute();
	await db.schema
		.createIndex('scan_device_id_device_sequence_index')
		.on('scan')
		.columns(['device_id', 'device_sequence'])
		.execute();
}
