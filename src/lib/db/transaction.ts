import type { Transaction as KyselyTransaction } from 'kysely';
import { PostgresAdapter } from 'kysely';
import type { Database } from './connect.ts';
import { isCollision } from './errors.ts';
import type { Schema } from './schema/schema.ts';

export type Transaction = KyselyTransaction<Schema>;
/**
 * The argument of queries: the database or a transaction, for reading only. Kysely's own `ReadonlyKysely` does not
 * accept a `Kysely` without a cast at every call.
 */
export type Reader = Pick<
	Database,
	'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic' | 'case' | 'isTransaction' | 'getExecutor'
>;

/** Runs `work` in one transaction; joins the running one when given a transaction. */
export function inTransaction<T>(
	db: Database | Transaction,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	return db.isTransaction ? work(db as Transaction) : db.transaction().execute(work);
}

/**
 * As `inTransaction`, and tried again when PostgreSQL ended it because of another at the same rows: then it sees what
 * that one did. `work` must change nothing but the database.
 */
export async function inPatientTransaction<T>(
	db: Database | Transaction,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await inTransaction(db, work);
		} catch (error) {
			if (db.isTransaction || tries === mostTries || !isCollision(error)) throw error;
		}
	}
}

const mostTries = 5;

export function isPostgres(db: Reader): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}
