import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { unguarded } from '#lib/db/transaction.ts';

/** The engine of the running vitest project. */
export const engine = process.env['ENGINE'] === 'postgres' ? 'postgres' : 'sqlite';

/** A new, empty, migrated database on the running engine; the caller closes it. */
export async function openDatabase(): Promise<Database> {
	const db = connect(await newAddress());
	await migrate(db);
	return db;
}

/** The address of a new database without any table. */
export async function newAddress(): Promise<string> {
	if (engine === 'sqlite') return ':memory:';
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const server = connect(`${process.env['TEST_POSTGRES']}/postgres`);
	await sql`create database ${sql.id(name)}`.execute(server);
	await server.destroy();
	return `${process.env['TEST_POSTGRES']}/${name}`;
}

/** A new database that is opened twice, as two processes would; both are closed when the test has finished. */
export async function openTwice(): Promise<[Database, Database]> {
	const folder = await mkdtemp(join(tmpdir(), 'saiets-twice-'));
	const address = engine === 'sqlite' ? join(folder, 'saiets.sqlite') : await newAddress();
	const [one, other] = [connect(address), connect(address)];
	onTestFinished(async () => {
		await Promise.all([one.destroy(), other.destroy()]);
		await rm(folder, { recursive: true, force: true });
	});
	await migrate(one);
	return [one, other];
}

/** One database for a test file, emptied before each test. Read `.db` inside the tests. */
export function useDatabase(): { readonly db: Database } {
	const held: { db: Database } = { db: undefined as unknown as Database };
	beforeAll(async () => {
		held.db = await openDatabase();
	});
	beforeEach(() => empty(held.db));
	afterAll(() => held.db.destroy());
	return held;
}

async function empty(db: Database): Promise<void> {
	const tables = (await db.introspection.getTables()).map((table) => table.name);
	if (engine === 'postgres') {
		const list = sql.join(tables.map((name) => sql.table(name)));
		await sql`truncate ${list} cascade`.execute(unguarded(db));
		return;
	}
	await sql`pragma foreign_keys = off`.execute(db);
	for (const name of tables) await sql`delete from ${sql.table(name)}`.execute(unguarded(db));
	await sql`pragma foreign_keys = on`.execute(db);
}
