import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listChangesAfter } from '#lib/changes/queries.server.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { useBuilt } from '../built.ts';
import { engine, newAddress } from '../database.ts';
import { recordNote } from './record.ts';

const program = useBuilt('tests/changes/writer-process.ts');

let folder: string;
let address: string;
let db: Database;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'saiets-changes-'));
	address = engine === 'sqlite' ? join(folder, 'saiets.sqlite') : await newAddress();
	db = connect(address);
	await migrate(db);
});

afterAll(async () => {
	await db.destroy();
	await rm(folder, { recursive: true, force: true });
});

/** Reads on from a position, a few rows at a time, while `writing` goes on, and once more after it; in the order read. */
async function follow(from: number, writing: Promise<unknown>): Promise<Map<number, string>> {
	const read = new Map<number, string>();
	let position = from;
	const readOn = async () => {
		for (;;) {
			const changes = await listChangesAfter(db, position, 3);
			for (const change of changes) {
				if (change.position <= position) throw new Error('a reader went back');
				position = change.position;
				read.set(position, change.subjectId);
			}
			if (changes.length === 0) return;
		}
	};
	let isDone = false;
	const done = writing.finally(() => (isDone = true));
	while (!isDone) {
		await readOn();
		await new Promise((resolve) => setImmediate(resolve));
	}
	await done;
	await readOn();
	return read;
}

async function everyRow(from: number): Promise<Map<number, string>> {
	const rows = await db
		.selectFrom('change')
		.select(['position', 'subjectId'])
		.where('position', '>', from)
		.orderBy('position')
		.execute();
	return new Map(rows.map(({ position, subjectId }) => [position, subjectId]));
}

async function lastPosition(): Promise<number> {
	return Math.max(0, ...(await everyRow(0)).keys());
}

const transactions = fc.array(
	fc.record({
		/** Rows before and after the statement that takes its time. */
		before: fc.integer({ min: 0, max: 2 }),
		after: fc.integer({ min: 0, max: 2 }),
		/** Milliseconds that the database is busy with something else of the transaction. */
		busy: fc.integer({ min: 0, max: 4 }),
		fails: fc.boolean()
	}),
	{ minLength: 1, maxLength: 6 }
);

it('a reader that follows parallel writers reads every row once, in rising positions', async () => {
	let writes = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(transactions, { minLength: 2, maxLength: 8 }), async (writers) => {
			const from = await lastPosition();
			const written: string[] = [];
			const writing = Promise.all(
				writers.map(async (own) => {
					for (const { before, after, busy, fails } of own) {
						const names = Array.from({ length: before + after }, () => `note ${++writes}`);
						const transaction = inTransaction(db, async (trx) => {
							for (const name of names.slice(0, before)) recordNote(trx, name);
							if (engine === 'postgres') await sql`select pg_sleep(${busy / 1_000})`.execute(trx);
							else await trx.selectFrom('change').select('position').limit(1).execute();
							for (const name of names.slice(before)) recordNote(trx, name);
							if (fails) throw new Error('rolled back');
						});
						await transaction.then(
							() => written.push(...names),
							() => undefined
						);
					}
				})
			);
			const read = await follow(from, writing);
			expect([...read.values()].sort()).toEqual(written.sort());
			expect([...read]).toEqual([...(await everyRow(from))]);
		}),
		{ numRuns: 25 }
	);
}, 120_000);

it(
	'a reader that follows two other processes reads every row of both once',
	{ timeout: 120_000 },
	async () => {
		const from = await lastPosition();
		const count = 120;
		const run = async (name: string) => {
			const writer = spawn(process.execPath, [program, address, name, String(count)], {
				stdio: 'inherit'
			});
			const [code] = (await once(writer, 'exit')) as [number | null];
			expect(code).toBe(0);
		};
		const read = await follow(from, Promise.all([run('one'), run('other')]));
		expect([...read]).toEqual([...(await everyRow(from))]);
		const expected = ['one', 'other'].flatMap((name) =>
			Array.from({ length: count }, (_, at) => [`${name} ${at} a`, `${name} ${at} b`]).flat()
		);
		expect([...read.values()].sort()).toEqual(expected.sort());
		// Each writer's own rows came in the order in which it wrote them.
		expect([...read.values()].filter((subject) => subject.startsWith('one'))).toEqual(
			expected.filter((subject) => subject.startsWith('one')).sort(byNumber)
		);
	}
);

function byNumber(one: string, other: string): number {
	const number = (subject: string) =>
		Number(subject.split(' ')[1]) * 2 + Number(subject.endsWith('b'));
	return number(one) - number(other);
}
