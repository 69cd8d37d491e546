import { sql } from 'kysely';
import { inChunks } from '#lib/db/chunks.ts';
import type { ScanTable } from '#lib/db/schema/door.ts';
import { prepared } from '#lib/db/prepared-query.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';
import type { LoggedScan } from './ticket-log.ts';

export const scanColumns = [
	'key',
	'deviceId',
	'deviceSequence',
	'ticketCode',
	'gate',
	'kind',
	'happenedAt',
	'decided',
	'undoes'
] as const;

/**
 * Makes two requests about the same thing wait for each other until the transaction ends, so that of two gates
 * asking at once one hears "already inside". On SQLite transactions never run side by side.
 */
export async function takeTurns(trx: Transaction, names: string[]): Promise<void> {
	if (!isPostgres(trx)) return;
	// Always in the same order, or two batches could wait for each other for ever.
	const ordered = [...new Set(names)].sort();
	await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${ordered}::text[]) as name`.execute(
		trx
	);
}

const loggedColumns = [...scanColumns, 'editionId'] as const;

/** The row under a key, if there is one. */
export const readRow: (trx: Transaction, key: string) => Promise<LoggedScan[]> = prepared(
	(db, key: string) => db.selectFrom('scan').select(loggedColumns).where('key', '=', key)
);

/** Every row about these tickets, and those under these keys. */
export const readLog: (
	trx: Transaction,
	ticketCodes: string[],
	keys: string[]
) => Promise<LoggedScan[]> = prepared((db, ticketCodes: string[], keys: string[]) =>
	db
		.selectFrom('scan')
		.select(loggedColumns)
		.where((where) => where.or([where('ticketCode', 'in', ticketCodes), where('key', 'in', keys)]))
);

const append = prepared((db, rows: ScanTable[]) =>
	db
		.insertInto('scan')
		.values(rows)
		.onConflict((conflict) => conflict.column('key').doNothing())
);

/** Adds rows to the log; those whose key is there already are left out. */
export async function appendScans(trx: Transaction, rows: ScanTable[]): Promise<void> {
	for (const chunk of inChunks(rows, 128)) await append(trx, chunk);
}
