import { unguarded } from '#lib/db/transaction.ts';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { connect } from '#lib/db/connect.ts';
import { engine, useDatabase } from '../database.ts';

const held = useDatabase();

describe('a query that was asked before', () => {
	// SQLite has no server that could end a connection.
	if (engine === 'postgres') {
		test('is answered after the server has ended the connection', async () => {
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(held.db);
			const other = connect(`${process.env['TEST_POSTGRES']}/postgres`);
			await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
			await other.destroy();
			const answers = () => sql`select 1`.execute(held.db).catch(() => undefined);
			await vi.waitUntil(answers);
			expect((await answers())?.rows).toHaveLength(1);
		});
	}

	test('sees a column that came since', async () => {
		await sql`create table shelf (id integer)`.execute(held.db);
		await sql`insert into shelf values (1)`.execute(unguarded(held.db));
		const all = async () => (await sql`select * from shelf`.execute(held.db)).rows;
		expect(await all()).toEqual([{ id: 1 }]);
		await sql`alter table shelf add column name text`.execute(held.db);
		expect(await all()).toEqual([{ id: 1, name: null }]);
		await sql`drop table shelf`.execute(held.db);
	});
});
