import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { recordChange } from '#lib/changes/commands.server.ts';
import { doorChange } from '#lib/conference/edition-changes.ts';
import { TransactionError } from '#lib/db/guard.ts';
import {
	inTransaction,
	inUnrecordedTransaction,
	onCommit,
	unguarded,
	type Transaction
} from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { engine, useDatabase } from '../database.ts';
import { makePerson, now } from '../factories.ts';

const held = useDatabase();

const rename = (trx: Transaction, id: string, name: string) =>
	trx.updateTable('person').set({ name }).where('id', '=', id).execute();

const open = (trx: Transaction) =>
	recordChange(trx, doorChange, {
		verb: 'door.opened',
		editionId: null,
		subjectId: 'door',
		by: null,
		now
	});

const nameOf = async (id: string) =>
	(await held.db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirstOrThrow())
		.name;

it('a command that is not in a transaction fails before it has written a row', async () => {
	const { id, name } = await makePerson(held.db);
	const outside = held.db as unknown as Transaction;
	await expect(rename(outside, id, 'Anna')).rejects.toThrow(TransactionError);
	await expect(queueMails(outside, [], now).then(() => open(outside))).rejects.toThrow(
		TransactionError
	);
	expect(await nameOf(id)).toBe(name);
});

it('the outer database cannot be used inside a transaction, not even to read', async () => {
	const { id, name } = await makePerson(held.db);
	const reading = inTransaction(held.db, async (trx) => {
		await rename(trx, id, 'Anna');
		open(trx);
		await held.db.selectFrom('person').select('id').execute();
	});
	await expect(reading).rejects.toThrow(TransactionError);
	const nesting = inTransaction(held.db, () =>
		inTransaction(held.db, () => Promise.resolve(undefined))
	);
	await expect(nesting).rejects.toThrow(TransactionError);
	const outside = inTransaction(held.db, () =>
		rename(held.db as unknown as Transaction, id, 'Anna')
	);
	await expect(outside).rejects.toThrow(TransactionError);
	expect(await nameOf(id)).toBe(name);
});

it.each([
	['delete', 'delete from person'],
	['truncate', 'truncate person'],
	['common table expression', 'with gone as (delete from person returning id) select id from gone'],
	['update after a comment', '/* for update */ update person set name = name']
])('a %s in raw SQL is refused outside a transaction too', async (_, text) => {
	await makePerson(held.db);
	await expect(sql.raw(text).execute(held.db)).rejects.toThrow(TransactionError);
	expect(await held.db.selectFrom('person').select('id').execute()).toHaveLength(1);
});

it('a written common table expression counts as a change of rows', async () => {
	await makePerson(held.db);
	const writing = held.db
		.with('gone', (query) => query.deleteFrom('person').returning('id'))
		.selectFrom('gone')
		.select('id');
	await expect(writing.execute()).rejects.toThrow(TransactionError);
});

it('a transaction cannot be used after its end, whether it was committed or rolled back', async () => {
	const { id, name } = await makePerson(held.db);
	const leaked: Transaction[] = [];
	await inTransaction(held.db, (trx) => Promise.resolve(leaked.push(trx)));
	await inTransaction(held.db, (trx) => {
		leaked.push(trx);
		return Promise.reject(new Error('no'));
	}).catch(() => undefined);
	for (const trx of leaked) {
		await expect(rename(trx, id, 'Anna')).rejects.toThrow(/transaction/i);
		await expect(trx.selectFrom('person').select('id').execute()).rejects.toThrow(/already/);
		expect(() => open(trx)).toThrow(TransactionError);
	}
	expect(await nameOf(id)).toBe(name);
});

it('a command that changes rows and records no change is rolled back', async () => {
	const { id, name } = await makePerson(held.db);
	await expect(inTransaction(held.db, (trx) => rename(trx, id, 'Anna'))).rejects.toThrow(
		'recorded no change'
	);
	expect(await nameOf(id)).toBe(name);
	await inTransaction(held.db, (trx) => rename(trx, 'nobody', 'Anna'));
	await inUnrecordedTransaction(held.db, 'a test', (trx) => rename(trx, id, 'Anna'));
	expect(await nameOf(id)).toBe('Anna');
});

it('what hangs on a commit is done once after it, in order, and never after a rollback', async () => {
	const { id } = await makePerson(held.db);
	const done: string[] = [];
	await inTransaction(held.db, async (trx) => {
		onCommit(trx, () => done.push('first'));
		await inTransaction(trx, (inner) => {
			onCommit(inner, () => done.push('of a command inside'));
			return Promise.resolve();
		});
		onCommit(trx, () => {
			throw new Error('on its own');
		});
		onCommit(trx, () => done.push('last'));
		await rename(trx, id, 'Anna');
		open(trx);
		expect(done).toEqual([]);
	});
	expect(done).toEqual(['first', 'of a command inside', 'last']);
	await inTransaction(held.db, (trx) => {
		onCommit(trx, () => done.push('never'));
		return Promise.reject(new Error('no'));
	}).catch(() => undefined);
	expect(done).toHaveLength(3);
});

it('what fails by itself is not tried again', async () => {
	let tries = 0;
	const work = () => {
		tries += 1;
		return Promise.reject(new Error('no'));
	};
	await expect(inTransaction(held.db, work)).rejects.toThrow('no');
	expect(tries).toBe(1);
});

// SQLite has one writer: nobody there waits for another one's row.
if (engine === 'postgres') {
	it('a lock on rows is no change of them', async () => {
		await makePerson(held.db);
		for (const lock of ['for update', 'for no key update']) {
			const { rows } = await sql.raw(`select id from person ${lock}`).execute(held.db);
			expect(rows).toHaveLength(1);
		}
	});

	it('of two that wait for each other’s row, the one that is ended is tried again', async () => {
		const [one, other] = [await makePerson(held.db), await makePerson(held.db)];
		let arrived = 0;
		let letGo: () => void;
		const both = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		let tries = 0;
		const work = (name: string, first: string, second: string) =>
			inTransaction(held.db, async (trx) => {
				tries += 1;
				await rename(trx, first, name);
				arrived += 1;
				if (arrived === 2) letGo();
				await both;
				await rename(trx, second, name);
				open(trx);
			});
		await Promise.all([work('A', one.id, other.id), work('B', other.id, one.id)]);
		expect(tries).toBeGreaterThanOrEqual(3);
		const names = await held.db.selectFrom('person').select('name').execute();
		expect(new Set(names.map(({ name }) => name)).size).toBe(1);
		const rows = await unguarded(held.db).selectFrom('change').select('verb').execute();
		expect(rows).toHaveLength(2);
	});
}
