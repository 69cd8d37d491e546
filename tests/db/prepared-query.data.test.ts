import { unguarded, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { describe, expect, test } from 'vitest';
import { prepared } from '#lib/db/prepared-query.ts';
import { useDatabase } from '../database.ts';

const held = useDatabase();

const settingsNamed = prepared((db, names: string[], at: string) =>
	db
		.selectFrom('setting')
		.select(['name', 'value'])
		.where('name', 'in', names)
		.where('updatedAt', '<=', at)
		.orderBy('name')
);
const keepSettings = prepared((db, rows: { name: string; value: string; updatedAt: string }[]) =>
	unguarded(db)
		.insertInto('setting')
		.values(rows)
		.onConflict((conflict) => conflict.column('name').doNothing())
);

const row = (name: string) => ({ name, value: `"${name}"`, updatedAt: '2027-05-24' });

describe('a prepared query', () => {
	test('runs again with other values, and with lists of any length', async () => {
		await keepSettings(held.db, ['a', 'b', 'c', 'd', 'e'].map(row));
		await keepSettings(held.db, [row('f')]);
		const named = async (...names: string[]) =>
			(await settingsNamed(held.db, names, '2027-06-01')).map(({ name }) => name);
		expect(await named('a')).toEqual(['a']);
		expect(await named('f')).toEqual(['f']);
		expect(await named('e', 'a', 'x')).toEqual(['a', 'e']);
		expect(await named('a', 'b', 'c', 'd', 'f')).toEqual(['a', 'b', 'c', 'd', 'f']);
		expect(await settingsNamed(held.db, ['a'], '2027-01-01')).toEqual([]);
	});

	test('runs inside a transaction, and is rolled back with it', async () => {
		await expect(
			inUnrecordedTransaction(held.db, 'a test', async (trx) => {
				await keepSettings(trx, [row('g')]);
				expect(await settingsNamed(trx, ['g'], '2027-06-01')).toEqual([
					{ name: 'g', value: '"g"' }
				]);
				throw new Error('changed my mind');
			})
		).rejects.toThrow('changed my mind');
		expect(await settingsNamed(held.db, ['g'], '2027-06-01')).toEqual([]);
	});
});
