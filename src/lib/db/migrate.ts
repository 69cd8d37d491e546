import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database } from './connect.ts';
import { unguarded, untilUnhindered, type Transaction } from './transaction.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration knows the tables of its own day only
type Frozen = { up: (db: Kysely<any>) => Promise<void> };

const files = import.meta.glob<Frozen>('/migrations/*.ts', { eager: true });

const migrations = Object.fromEntries(
	Object.entries(files).map(([path, file]) => [
		path.slice('/migrations/'.length, -'.ts'.length),
		file
	])
);

/**
 * Brings the database to the newest shape, or to `target`: all of it or nothing. Safe to run on every start, by several
 * processes at once; throws when one fails.
 */
export async function migrate(db: Database, target?: string): Promise<void> {
	const migrator = new Migrator({
		db: unguarded(db),
		provider: {
			getMigrations: () => Promise.resolve(migrations)
		}
	});
	await untilUnhindered(async () => {
		const { error } = target ? await migrator.migrateTo(target) : await migrator.migrateToLatest();
		if (error) throw error;
	});
}

/** The name of the last migration that ran on a database, known here or not; undefined where none did. */
export async function appliedMigration(db: Database | Transaction): Promise<string | undefined> {
	// Kysely's own table, which its list of tables leaves out.
	if ((await db.introspection.getTables()).length === 0) return undefined;
	const { rows } = await sql<{ name: string }>`
		select name from kysely_migration order by name desc limit 1`.execute(db);
	return rows[0]?.name;
}

/** The names of all migrations, oldest first. */
export const migrationNames = Object.keys(migrations).sort();
