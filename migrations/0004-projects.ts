import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('project')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('title', 'text', (column) => column.notNull())
		.addColumn('acronym', 'text', (column) => column.notNull())
		.addColumn('programme', 'text', (column) => column.notNull())
		.addColumn('action', 'text', (column) => column.notNull())
		.addColumn('code', 'text', (column) => column.notNull())
		.addColumn('starts_on', 'text')
		.addColumn('ends_on', 'text')
		.addColumn('summary', 'text', (column) => column.notNull())
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('revision', 'integer', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('project_partner')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('project_id', 'text', (column) =>
			column.notNull().references('project.id').onDelete('cascade')
		)
		.addColumn('organisation_id', 'text', (column) =>
			column.notNull().references('organisation.id')
		)
		.addColumn('role', 'text', (column) => column.notNull())
		.addColumn('position', 'integer', (column) => column.notNull())
		.addUniqueConstraint('project_partner_project_id_organisation_id_unique', [
			'project_id',
			'organisation_id'
		])
		.execute();
	await db.schema
		.createIndex('project_partner_organisation_id_index')
		.on('project_partner')
		.columns(['organisation_id'])
		.execute();
	await db.schema
		.createTable('project_country')
		.addColumn('project_id', 'text', (column) =>
			column.notNull().references('project.id').onDelete('cascade')
		)
		.addColumn('country', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('project_country_primary', ['project_id', 'country'])
		.execute();
	await db.schema
		.createTable('mobility')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('project_id', 'text', (column) =>
			column.notNull().references('project.id').onDelete('cascade')
		)
		.addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
		.addColumn('host_organisation_id', 'text', (column) => column.references('organisation.id'))
		.addColumn('country', 'text', (column) => column.notNull())
		.addColumn('activity', 'text', (column) => column.notNull())
		.addColumn('starts_on', 'text')
		.addColumn('ends_on', 'text')
		.addColumn('created_at', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('mobility_project_id_index')
		.on('mobility')
		.columns(['project_id'])
		.execute();
	await db.schema
		.createIndex('mobility_person_id_index')
		.on('mobility')
		.columns(['person_id'])
		.execute();
}
