import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction as KyselyTransaction } from 'kysely';
import { PostgresAdapter } from 'kysely';
import { second } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import type { Database } from './connect.ts';
import { isBusy, isCollision } from './errors.ts';
import { TransactionError, TransactionGuard, type RunningTransaction } from './guard.ts';
import type { Schema } from './schema/schema.ts';

export { TransactionError } from './guard.ts';
export type { RunningTransaction, TransactionGuard } from './guard.ts';

export type Transaction = KyselyTransaction<Schema>;
/**
 * The argument of queries: the database or a transaction, for reading only. Kysely's own `ReadonlyKysely` does not
 * accept a `Kysely` without a cast at every call.
 */
export type Reader = Pick<
	Database,
	'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic' | 'case' | 'isTransaction' | 'getExecutor'
>;

/**
 * Runs a command in one transaction; joins the running one when given a transaction. A transaction that has changed rows
 * and recorded nothing (`recordChange` in changes/) fails as a whole with a TransactionError. It is run again when
 * another writer was in its way, so `work` must change nothing but the database.
 */
export function inTransaction<T>(
	db: Database | Transaction,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	return joinOrBegin(db, undefined, work);
}

/**
 * As `inTransaction`, for writing that is no deed: a lease, a heartbeat, a reader's cursor. `reason` says which, for
 * the reader of the code.
 */
export function inUnrecordedTransaction<T>(
	db: Database | Transaction,
	reason: string,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	return joinOrBegin(db, reason, work);
}

/** Does `work` with the last statements of the transaction, after all that its command does. */
export function beforeCommit(trx: Transaction, work: () => Promise<void>): void {
	runningTransaction(trx).beforeCommit.push(work);
}

/** Does `work` once the transaction is committed; never when it is rolled back. What it throws is logged. */
export function onCommit(trx: Transaction, work: () => void): void {
	runningTransaction(trx).onCommit.push(work);
}

/**
 * The transaction that `trx` is. Throws TransactionError for the outer database, for a transaction that has ended, and
 * for another than the one that the running code is in.
 */
export function runningTransaction(trx: Database | Transaction): RunningTransaction {
	const { running } = guardOf(trx);
	if (!running || running.trx !== trx) {
		throw new TransactionError('This may be done only in the running transaction.');
	}
	return running;
}

/** The guard of a database; it is the same for all that `connect` once opened. */
export function guardOf(db: Reader): TransactionGuard {
	const guard = db.getExecutor().plugins.find((plugin) => plugin instanceof TransactionGuard);
	if (!guard) throw new TransactionError('This database was not opened by connect().');
	return guard;
}

/**
 * The same database, where rows may be changed outside a transaction: for what builds or fills it from outside, such as
 * migrations and tests.
 */
export function unguarded(db: Database): Database {
	const plugins = db.getExecutor().plugins.filter((one) => !(one instanceof TransactionGuard));
	return plugins.reduce((bare, plugin) => bare.withPlugin(plugin), db.withoutPlugins());
}

async function joinOrBegin<T>(
	db: Database | Transaction,
	unrecorded: string | undefined,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	if (db.isTransaction) {
		runningTransaction(db);
		return work(db as Transaction);
	}
	return untilUnhindered(() => begin(db as Database, unrecorded, work));
}

async function begin<T>(
	db: Database,
	unrecorded: string | undefined,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	const guard = guardOf(db);
	const running: RunningTransaction = {
		trx: undefined,
		active: true,
		wrote: false,
		unrecorded,
		recorded: false,
		beforeCommit: [],
		onCommit: []
	};
	let value: T;
	let cause: unknown;
	const all = async (trx: Transaction) => {
		running.trx = trx;
		const done = await work(trx);
		for (const last of running.beforeCommit) await last();
		if (running.wrote && !running.recorded && unrecorded === undefined) {
			throw new TransactionError('A command changed rows and recorded no change.');
		}
		return done;
	};
	try {
		value = await db.transaction().execute((trx) =>
			guard.run(running, () =>
				all(trx).catch((error: unknown) => {
					cause = error;
					throw error;
				})
			)
		);
	} catch (error) {
		// SQLite rolls back by itself when the disk is full; that there is nothing left to roll back tells nobody why.
		throw cause ?? error;
	} finally {
		running.active = false;
	}
	for (const next of running.onCommit) {
		try {
			next();
		} catch (error) {
			log.error({ ...describeError(error) }, 'work after a commit failed');
		}
	}
	return value;
}

const mostTries = 5;
/** How long a writer waits for the others, in milliseconds. */
const patience = 10 * second;

/**
 * Does a piece of work again when another writer hindered it: at most five times when PostgreSQL ended it because of
 * another at the same rows, and for ten seconds while another process writes to the SQLite file.
 */
export async function untilUnhindered<T>(work: () => Promise<T>): Promise<T> {
	const began = performance.now();
	for (let tries = 1; ; tries++) {
		try {
			return await work();
		} catch (error) {
			const again =
				(isCollision(error) && tries < mostTries) ||
				(isBusy(error) && performance.now() - began < patience);
			if (!again) throw error;
			// Those who met do not meet again at the same moment.
			await pause(Math.random() * Math.min(5 * 2 ** tries, 100));
		}
	}
}

export function isPostgres(db: Reader): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}
