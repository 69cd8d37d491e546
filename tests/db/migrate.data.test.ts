import { unguarded } from '#lib/db/transaction.ts';
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate, migrationNames } from '#lib/db/migrate.ts';
import { engine, newAddress } from '../database.ts';

let db: Database;

afterEach(() => db.destroy());

async function countRows(table: string): Promise<number> {
	const { rows } = await sql<{
		count: number;
	}>`select count(*) as count from ${sql.table(table)}`.execute(db);
	return Number(rows[0]?.count);
}

/** One row in every table that has none yet; what it says does not matter here. */
async function fillTables(): Promise<void> {
	for (const table of await db.introspection.getTables()) {
		if ((await countRows(table.name)) > 0) continue;
		const columns = table.columns.map((column) => sql.ref(column.name));
		const values = table.columns.map((column) =>
			/^int/i.test(column.dataType) ? sql.lit(1) : sql.lit(`${table.name} ${column.name}`)
		);
		await sql`insert into ${sql.table(table.name)} (${sql.join(columns)}) values (${sql.join(values)})`.execute(
			unguarded(db)
		);
	}
}

/** Opens a new database in which foreign keys are not looked at. */
async function openLoosely(): Promise<Database> {
	const address = await newAddress();
	const opened = connect(address);
	if (engine === 'sqlite') {
		await sql`pragma foreign_keys = off`.execute(opened);
		return opened;
	}
	// Kept with the database, so that every connection of the pool has it.
	const name = new URL(address).pathname.slice(1);
	await sql`alter database ${sql.id(name)} set session_replication_role = replica`.execute(opened);
	await opened.destroy();
	return connect(address);
}

it('each migration also runs on a database that already holds rows, and loses none', async () => {
	db = await openLoosely();
	for (const name of migrationNames) {
		await migrate(db, name);
		await fillTables();
	}
	const tables = await db.introspection.getTables();
	const counts = await Promise.all(
		tables.map(async ({ name }) => [name, await countRows(name)] as const)
	);
	expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
	expect(counts.length).toBeGreaterThan(30);
});

it('migrating twice changes nothing', async () => {
	db = connect(await newAddress());
	await migrate(db);
	const before = await db.introspection.getTables();
	await migrate(db);
	expect(await db.introspection.getTables()).toEqual(before);
});
