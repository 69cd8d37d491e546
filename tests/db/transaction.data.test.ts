import { expect, it } from 'vitest';
import { inPatientTransaction, type Transaction } from '#lib/db/transaction.ts';
import { engine, useDatabase } from '../database.ts';
import { makePerson } from '../factories.ts';

const held = useDatabase();

it('what fails by itself is not tried again', async () => {
	let tries = 0;
	const work = () => {
		tries += 1;
		return Promise.reject(new Error('no'));
	};
	await expect(inPatientTransaction(held.db, work)).rejects.toThrow('no');
	expect(tries).toBe(1);
});

// SQLite has one writer: nobody there waits for another one's row.
if (engine === 'postgres') {
	it('of two that wait for each other’s row, the one that is ended is tried again', async () => {
		const [one, other] = [await makePerson(held.db), await makePerson(held.db)];
		const rename = (trx: Transaction, id: string, name: string) =>
			trx.updateTable('person').set({ name }).where('id', '=', id).execute();
		let arrived = 0;
		let open: () => void;
		const both = new Promise<void>((resolve) => {
			open = resolve;
		});
		let tries = 0;
		const work = (name: string, first: string, second: string) =>
			inPatientTransaction(held.db, async (trx) => {
				tries += 1;
				await rename(trx, first, name);
				arrived += 1;
				if (arrived === 2) open();
				await both;
				await rename(trx, second, name);
			});
		await Promise.all([work('A', one.id, other.id), work('B', other.id, one.id)]);
		expect(tries).toBe(3);
		const names = await held.db.selectFrom('person').select('name').execute();
		expect(new Set(names.map(({ name }) => name)).size).toBe(1);
	});
}
