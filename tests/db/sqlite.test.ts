import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '#lib/db/connect.ts';

let folder: string;
let db: Database;
/** Another process on the same file, which does not wait. */
let other: SQLite.Database;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'saiets-sqlite-'));
	const file = join(folder, 'saiets.sqlite');
	db = connect(file);
	await sql`create table shelf (id integer)`.execute(db);
	other = new SQLite(file, { timeout: 0 });
});

afterEach(async () => {
	other.close();
	await db.destroy();
	rmSync(folder, { recursive: true });
});

it('a transaction has its turn from its first word, so that it cannot fail at its last', async () => {
	await inUnrecordedTransaction(db, 'a test', async (trx) => {
		await sql`select * from shelf`.execute(trx);
		expect(() => other.exec('insert into shelf values (1)')).toThrow('database is locked');
		await sql`insert into shelf values (2)`.execute(trx);
	});
	expect(other.prepare('select id from shelf').pluck().all()).toEqual([2]);
});

it('a transaction that only reads keeps nobody from writing, and sees one moment', async () => {
	await db
		.transaction()
		.setAccessMode('read only')
		.execute(async (trx) => {
			const count = async () => (await sql`select * from shelf`.execute(trx)).rows.length;
			expect(await count()).toBe(0);
			other.exec('insert into shelf values (1)');
			expect(await count()).toBe(0);
		});
});

it('a transaction waits for another process that writes, and the process goes on with everything else', async () => {
	other.exec('begin immediate');
	let isDone = false;
	const writing = inUnrecordedTransaction(db, 'a test', (trx) =>
		sql`insert into shelf values (1)`.execute(trx)
	).then(() => (isDone = true));
	const count = async () => (await sql`select * from shelf`.execute(db)).rows.length;
	for (let turn = 0; turn < 20; turn++) {
		await new Promise((resolve) => setImmediate(resolve));
		expect(await count()).toBe(0);
	}
	expect(isDone).toBe(false);
	other.exec('insert into shelf values (2)');
	other.exec('commit');
	await writing;
	expect(await count()).toBe(2);
});
