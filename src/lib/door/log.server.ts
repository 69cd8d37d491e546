import { sql } from 'kysely';
import type { ScanTable } from '#lib/db/schema.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';
import type { Scan } from './scan.ts';

/** A row of the log with the edition it belongs to. */
export type LoggedScan = Scan & Pick<ScanTable, 'editionId'>;

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

/** Every row about these tickets in one edition, and those under these keys wherever they are. */
export async function readLog(
	trx: Transaction,
	editionId: string,
	ticketCodes: string[],
	keys: string[]
): Promise<LoggedScan[]> {
	return trx
		.selectFrom('scan')
		.select([...scanColumns, 'editionId'])
		.where((where) =>
			where.or([
				where.and([where('editionId', '=', editionId), where('ticketCode', 'in', ticketCodes)]),
				where('key', 'in', keys)
			])
		)
		.execute();
}

/** Adds rows to the log; those whose key is there already are left out. */
export async function appendScans(trx: Transaction, rows: ScanTable[]): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.insertInto('scan')
		.values(rows)
		.onConflict((conflict) => conflict.column('key').doNothing())
		.execute();
}
