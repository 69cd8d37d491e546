import type { Transaction as KyselyTransaction } from 'kysely';
import { PostgresAdapter } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Database } from './connect.ts';
import type { Schema } from './schema.ts';

export type Transaction = KyselyTransaction<Schema>;
/** What queries take: the database or a transaction, for reading only. */
export type Reader = ReadonlyKysely<Schema>;

/** Runs `work` in one transaction; joins the running one when given a transaction. */
export function inTransaction<T>(
	db: Database | Transaction,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	return db.isTransaction ? work(db as Transaction) : db.transaction().execute(work);
}

export function isPostgres(db: Database | Transaction): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}
