import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('organisation')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('name_folded', 'text', (column) => column.notNull())
		.addColumn('country', 'text')
		.addColumn('address', 'text')
		.addColumn('created_at', 'text', (column) => column.notNull())
		.execute();
	// One name in one country is one organisation, also when two imports run at once.
	await db.schema
		.createIndex('organisation_name_folded_country_unique')
		.unique()
		.on('organisation')
		.column('name_folded')
		.expression(sql`coalesce(country, '')`)
		.execute();
	await db.schema
		.createTable('person')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('name_folded', 'text', (column) => column.notNull())
		.addColumn('email', 'text', (column) => column.unique())
		.addColumn('organisation_id', 'text', (column) => column.references('organisation.id'))
		.addColumn('country', 'text')
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('created_at', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('person_name_folded_index')
		.on('person')
		.columns(['name_folded'])
		.execute();
	await db.schema
		.createTable('organiser')
		.addColumn('person_id', 'text', (column) =>
			column.primaryKey().notNull().references('person.id')
		)
		.addColumn('since', 'text', (column) => column.notNull())
		.addColumn('granted_by', 'text', (column) => column.references('person.id'))
		.execute();
	await db.schema
		.createTable('login')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('person_id', 'text', (column) =>
			column.notNull().references('person.id').onDelete('cascade')
		)
		.addColumn('expires_at', 'text', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('login_person_id_index').on('login').columns(['person_id']).execute();
	await db.schema
		.createTable('sign_in_request')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('email', 'text', (column) => column.notNull())
		.addColumn('purpose', 'text', (column) => column.notNull())
		.addColumn('return_to', 'text', (column) => column.notNull())
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'text', (column) => column.notNull())
		.addColumn('used_at', 'text')
		.execute();
	await db.schema
		.createIndex('sign_in_request_email_index')
		.on('sign_in_request')
		.columns(['email'])
		.execute();
	await db.schema
		.createTable('setting')
		.addColumn('name', 'text', (column) => column.primaryKey().notNull())
		.addColumn('value', 'text', (column) => column.notNull())
		.addColumn('updated_at', 'text', (column) => column.notNull())
		.execute();
}
