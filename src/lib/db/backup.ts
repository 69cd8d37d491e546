import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { appliedMigration, migrate, migrationNames } from './migrate.ts';
import type { Database } from './connect.ts';
import type { Schema } from './schema/schema.ts';
import { inUnrecordedTransaction, isPostgres, type Transaction } from './transaction.ts';

type TableName = keyof Schema;
type Row = Record<string, string | number | null>;

/** Every table, each after those it points at, with the columns that order its rows. */
export const tables: [TableName, ...string[]][] = [
	['organisation', 'id'],
	['person', 'id'],
	['organiser', 'personId'],
	['login', 'id'],
	['signInRequest', 'id'],
	['change', 'position'],
	['changeReader', 'name'],
	['setting', 'name'],
	['mail', 'id'],
	['mailAttempt', 'id'],
	['suppressedAddress', 'address'],
	['edition', 'id'],
	['editionDay', 'id'],
	['room', 'id'],
	['project', 'id'],
	['projectPartner', 'id'],
	['projectCountry', 'projectId', 'country'],
	['mobility', 'id'],
	['talk', 'id'],
	['talkSpeaker', 'talkId', 'personId'],
	['talkStep', 'id'],
	['guest', 'id'],
	['answer', 'id'],
	['companion', 'id'],
	['accessNeed', 'guestId'],
	['agendaItem', 'id'],
	['release', 'id'],
	['calendarEntry', 'id'],
	['calendarSettling', 'editionId'],
	['pairing', 'id'],
	['device', 'id'],
	['scan', 'key'],
	['certificate', 'id']
];

/** The tables that a mere start writes to: the link for the first organiser, and where the server is reached. */
const leftByAStart: TableName[] = ['signInRequest', 'setting'];

/** A backup that cannot be read or put back; its message is one clear line. */
export class BackupError extends Error {
	override readonly name = 'BackupError';
}

const size = 500;

/**
 * Writes everything the database holds, as it is at one moment, into `file`: gzipped lines of JSON, the same for
 * both engines. The file appears whole or not at all, and only its owner may read it. Resolves to the number of rows;
 * throws BackupError where nothing was ever kept, or a newer Saiets keeps what this one does not know.
 */
export async function backUp(db: Database, file: string, at: string): Promise<number> {
	const partial = `${file}.partial`;
	let count = 0;
	try {
		await oneMoment(db, async (trx) => {
			const migration = await shapeOf(trx);
			const present = await tablesIn(trx);
			const lines = async function* () {
				yield line({ saiets: 'backup', version: 1, at, migration });
				for await (const [table, row] of rowsOf(trx, present)) {
					count += 1;
					yield line({ table, row });
				}
				yield line({ end: count });
			};
			const target = createWriteStream(partial, { mode: 0o600, flags: 'w' });
			await pipeline(Readable.from(lines()), createGzip(), target);
		});
		await rename(partial, file);
	} catch (error) {
		await rm(partial, { force: true });
		throw error;
	}
	return count;
}

function line(content: unknown): string {
	return `${JSON.stringify(content)}\n`;
}

function oneMoment(db: Database, work: (trx: Transaction) => Promise<void>): Promise<void> {
	const transaction = db.transaction().setAccessMode('read only');
	return (isPostgres(db) ? transaction.setIsolationLevel('repeatable read') : transaction).execute(
		work
	);
}

async function shapeOf(trx: Transaction): Promise<string> {
	const migration = await appliedMigration(trx);
	if (!migration) throw new BackupError('The database is empty: there is nothing to back up.');
	if (!migrationNames.includes(migration)) {
		throw new BackupError('A newer Saiets keeps this database: back it up with that one.');
	}
	return migration;
}

/** Those of our tables that the database has; in an older shape some are yet to come. */
async function tablesIn(trx: Transaction): Promise<typeof tables> {
	const present = new Set((await trx.introspection.getTables()).map(({ name }) => name));
	const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return tables.filter(([name]) => present.has(snake(name)));
}

async function* rowsOf(trx: Transaction, present: typeof tables): AsyncGenerator<[TableName, Row]> {
	for (const [table, ...order] of present) {
		for (let offset = 0; ; offset += size) {
			let page = trx.selectFrom(table as 'person').selectAll();
			for (const column of order) page = page.orderBy(column as 'id');
			const rows = (await page.limit(size).offset(offset).execute()) as unknown as Row[];
			for (const row of rows) yield [table, row];
			if (rows.length < size) break;
		}
	}
}

/**
 * Puts a backup into a database nobody has used, on either engine, and brings it to the newest shape. All of it
 * or, with a BackupError, nothing. Resolves to the number of rows.
 */
export async function restore(db: Database, file: string): Promise<number> {
	const lines = readLines(file);
	const { value: head } = await lines.next();
	const migration = readHead(head);
	await expectUnused(db, migration);
	await migrate(db, migration);
	let count = 0;
	await inUnrecordedTransaction(db, 'the log comes along', async (trx) => {
		if (migration === migrationNames.at(-1)) {
			for (const table of leftByAStart) await trx.deleteFrom(table).execute();
		}
		let pending: { table: TableName; rows: Row[] } | undefined;
		const write = async () => {
			if (!pending) return;
			await trx
				.insertInto(pending.table as 'person')
				.values(pending.rows as never)
				.execute();
			pending = undefined;
		};
		let end: unknown;
		for await (const entry of lines) {
			if ('end' in entry) {
				end = entry['end'];
				break;
			}
			const { table, row } = readRow(entry);
			if (pending && (pending.table !== table || pending.rows.length >= size)) await write();
			pending ??= { table, rows: [] };
			pending.rows.push(row);
			count += 1;
		}
		await write();
		if (end !== count) throw new BackupError('The backup is cut off: its end is missing.');
	});
	await migrate(db);
	if (isPostgres(db)) await countOn(db);
	return count;
}

/** Goes on with the numbers of the log after what was restored. */
async function countOn(db: Database): Promise<void> {
	await sql`
		select setval(pg_get_serial_sequence('change', 'position'), coalesce(max(position), 0) + 1, false)
		from change`.execute(db);
}

async function* readLines(file: string): AsyncGenerator<Record<string, unknown>> {
	const source = createReadStream(file);
	const unzipped = createGunzip();
	source.once('error', (error) => unzipped.destroy(error));
	try {
		for await (const text of createInterface({ input: source.pipe(unzipped) })) {
			yield JSON.parse(text) as Record<string, unknown>;
		}
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new BackupError(
			code === 'ENOENT' ? `There is no file ${file}.` : `${file} is damaged or not a backup.`
		);
	}
}

function readHead(head: unknown): string {
	const { saiets, version, migration } = (head ?? {}) as Record<string, unknown>;
	if (saiets !== 'backup') throw new BackupError('This file is not a backup of Saiets.');
	if (version !== 1 || !migrationNames.includes(String(migration))) {
		throw new BackupError(
			'This backup was made by a newer Saiets: bring this one up to date first.'
		);
	}
	return String(migration);
}

function readRow(entry: Record<string, unknown>): { table: TableName; row: Row } {
	const known = tables.find(([name]) => name === entry['table']);
	if (!known || typeof entry['row'] !== 'object' || !entry['row']) {
		throw new BackupError('The backup is damaged: one of its lines is not a row.');
	}
	return { table: known[0], row: entry['row'] as Row };
}

async function expectUnused(db: Database, migration: string): Promise<void> {
	const present = (await db.introspection.getTables()).map(({ name }) => name);
	if (present.length === 0) return;
	const used = new BackupError(
		'The database is in use already. Restore into an empty one: another DATA_DIR or DATABASE_URL.'
	);
	// A database in a newer shape than the backup would miss what the steps between do to its rows.
	if (migration !== migrationNames.at(-1)) throw used;
	await migrate(db);
	for (const [table] of tables) {
		if (leftByAStart.includes(table)) continue;
		const row = await db
			.selectFrom(table as 'person')
			.select((select) => select.lit(1).as('one'))
			.limit(1)
			.executeTakeFirst();
		if (row) throw used;
	}
}
