import SQLite from 'better-sqlite3';
import {
	CamelCasePlugin,
	CompiledQuery,
	Kysely,
	PostgresDialect,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	type Driver,
	type PostgresDialectConfig,
	type SqliteDatabase,
	type SqliteDialectConfig
} from 'kysely';
import pg from 'pg';
import { describeError, log } from '#lib/platform/log.server.ts';
import { countQuery } from './query-count.ts';
import { TransactionGuard } from './guard.ts';
import type { Schema } from './schema/schema.ts';

export type Database = Kysely<Schema>;

/** More texts than the app has; lists of any length make new ones. */
const mostStatements = 500;

/** For a connection to PostgreSQL, in milliseconds: a request that cannot have one fails rather than hangs. */
const longestWait = 10_000;

// Counts and sums are bigint on PostgreSQL; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/**
 * Opens PostgreSQL for a `postgres://…` address, SQLite for a path or `:memory:`.
 * Throws when the file cannot be opened; PostgreSQL is first reached by the first query.
 */
export function connect(address: string): Database {
	const guard = new TransactionGuard();
	const dialect = isPostgresAddress(address) ? postgres(address, guard) : sqlite(address, guard);
	return new Kysely<Schema>({ dialect, plugins: [guard, new CamelCasePlugin()], log: countQuery });
}

export function isPostgresAddress(address: string): boolean {
	return /^postgres(ql)?:/.test(address);
}

function postgres(connectionString: string, guard: TransactionGuard): PostgresDialect {
	const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: longestWait });
	// The server ended a connection that nobody was using, as when it restarts: the next query opens another.
	pool.on('error', (error) => log.warn({ ...describeError(error) }, 'database connection lost'));
	return new GuardedPostgresDialect({ pool }, guard);
}

class GuardedPostgresDialect extends PostgresDialect {
	readonly #guard: TransactionGuard;

	constructor(config: PostgresDialectConfig, guard: TransactionGuard) {
		super(config);
		this.#guard = guard;
	}

	override createDriver(): Driver {
		return guarded(super.createDriver(), this.#guard);
	}
}

/** A transaction holds its connection from its beginning on: whoever asks for another one inside it is outside it. */
function guarded(driver: Driver, guard: TransactionGuard): Driver {
	const acquire = driver.acquireConnection.bind(driver);
	driver.acquireConnection = async (options) => {
		guard.refuseInsideTransaction();
		return acquire(options);
	};
	return driver;
}

/** For the moments in which SQLite itself is busy, such as after a crash, in milliseconds. */
const patience = 5_000;

function sqlite(file: string, guard: TransactionGuard): SqliteDialect {
	const database = new SQLite(file, { timeout: patience });
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	return new TurnTakingSqliteDialect({ database: keepStatements(database) }, guard);
}

/**
 * SQLite gives a transaction that has only read no way to wait once another process has written: it fails at its first
 * write. So a transaction waits for its turn at its beginning, unless it says that it only reads.
 */
class TurnTakingSqliteDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;
	readonly #guard: TransactionGuard;

	constructor(config: SqliteDialectConfig, guard: TransactionGuard) {
		super(config);
		this.#config = config;
		this.#guard = guard;
	}

	/**
	 * SQLite can undo a change of tables: all of a migration and the note that it ran are one transaction. The driver
	 * hands out its one connection itself, so that whoever must not have it is refused instead of waiting for ever.
	 */
	override createAdapter(): SqliteAdapter {
		const adapter = new SqliteAdapter();
		Object.defineProperty(adapter, 'supportsTransactionalDdl', { value: true });
		Object.defineProperty(adapter, 'supportsMultipleConnections', { value: true });
		return adapter;
	}

	override createDriver(): Driver {
		const driver: Driver = new SqliteDriver(this.#config);
		driver.beginTransaction = async (connection, { accessMode }) => {
			if (accessMode === 'read only') {
				await connection.executeQuery(CompiledQuery.raw('begin'));
				return;
			}
			// Waiting inside SQLite would hold up the whole process: who is kept out begins again a little later.
			await connection.executeQuery(CompiledQuery.raw('pragma busy_timeout = 0'));
			try {
				await connection.executeQuery(CompiledQuery.raw('begin immediate'));
			} finally {
				await connection.executeQuery(CompiledQuery.raw(`pragma busy_timeout = ${patience}`));
			}
		};
		return guarded(oneAtATime(driver), this.#guard);
	}
}

/** Gives the driver's one connection to those who ask for it in their order, each when the one before is done. */
function oneAtATime(driver: Driver): Driver {
	const acquire = driver.acquireConnection.bind(driver);
	const queue: (() => void)[] = [];
	let taken = false;
	driver.acquireConnection = async (options) => {
		if (taken) await new Promise<void>((resolve) => queue.push(resolve));
		taken = true;
		return acquire(options);
	};
	driver.releaseConnection = () => {
		const next = queue.shift();
		if (next) next();
		else taken = false;
		return Promise.resolve();
	};
	return driver;
}

/** Kysely prepares a statement for every query; preparing costs more than running, so each text is prepared once. */
function keepStatements(database: SQLite.Database): SqliteDatabase {
	const kept = new Map<string, SQLite.Statement>();
	return {
		prepare(text) {
			const known = kept.get(text);
			if (known && !known.busy) return known;
			const statement = database.prepare(text);
			if (kept.size >= mostStatements) kept.clear();
			kept.set(text, statement);
			return statement;
		},
		close() {
			kept.clear();
			database.close();
		}
	};
}
