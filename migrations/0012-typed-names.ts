import type { Kysely } from 'kysely';

/** What an author calls a co-speaker, who may be known here by another name. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('talk_speaker')
		.addColumn('typed_name', 'text', (column) => column.notNull().defaultTo(''))
		.execute();
}
