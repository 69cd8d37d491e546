import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

const held = useDatabase();

describe('a query that was asked before', () => {
	test('sees a column that came since', async () => {
		await sql`create table shelf (id integer)`.execute(held.db);
		await sql`insert into shelf values (1)`.execute(held.db);
		const all = async () => (await sql`select * from shelf`.execute(held.db)).rows;
		expect(await all()).toEqual([{ id: 1 }]);
		await sql`alter table shelf add column name text`.execute(held.db);
		expect(await all()).toEqual([{ id: 1, name: null }]);
		await sql`drop table shelf`.execute(held.db);
	});
});
