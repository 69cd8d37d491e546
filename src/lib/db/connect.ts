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
	type SqliteDatabase,
	type SqliteDialectConfig
} from 'kysely';
import pg from 'pg';
import { describeError, log } from '#lib/platform/log.server.ts';
import { countQuery } from './query-count.ts';
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
	const dialect = /^postgres(ql)?:/.test(address) ? postgres(address) : sqlite(address);
	return new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()], log: countQuery });
}

function postgres(connectionString: string): PostgresDialect {
	const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: longestWait });
	// The server ended a connection that nobody was using, as when it restarts: the next query opens another.
	pool.on('error', (error) => log.warn({ ...describeError(error) }, 'database connection lost'));
	return new PostgresDialect({ pool });
}

function sqlite(file: string): SqliteDialect {
	const database = new SQLite(file);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	database.pragma('busy_timeout = 5000');
	return new TurnTakingSqliteDialect({ database: keepStatements(database) });
}

/**
 * SQLite gives a transaction that has only read no way to wait once another process has written: it fails at its first
 * write. So a transaction waits for its turn at its beginning, unless it says that it only reads.
 */
class TurnTakingSqliteDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;

	constructor(config: SqliteDialectConfig) {
		super(config);
		this.#config = config;
	}

	/** SQLite can undo a change of tables: all of a migration and the note that it ran are one transaction. */
	override createAdapter(): SqliteAdapter {
		const adapter = new SqliteAdapter();
		Object.defineProperty(adapter, 'supportsTransactionalDdl', { value: true });
		return adapter;
	}

	override createDriver(): Driver {
		const driver: Driver = new SqliteDriver(this.#config);
		driver.beginTransaction = async (connection, { accessMode }) => {
			const begin = accessMode === 'read only' ? 'begin' : 'begin immediate';
			await connection.executeQuery(CompiledQuery.raw(begin));
		};
		return driver;
	}
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
