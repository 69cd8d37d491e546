import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createIndex('scan_device_id_device_sequence_index')
		.on('scan')
		.columns(['device_id', 'device_sequence'])
		.execute();
}
