import SQLite from 'better-sqlite3';
import {
	CamelCasePlugin,
	Kysely,
	PostgresDialect,
	SqliteDialect,
	type SqliteDatabase
} from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

/** More texts than the app has; lists of any length make new ones. */
const mostStatements = 500;

// Counts and sums are bigint on PostgreSQL; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/**
 * Opens PostgreSQL for a `postgres://…` address, SQLite for a path or `:memory:`.
 * Throws when the file cannot be opened; PostgreSQL is first reached by the first query.
 */
export function connect(address: string): Database {
	const dialect = /^postgres(ql)?:/.test(address) ? postgres(address) : sqlite(address);
	return new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
}

function postgres(connectionString: string): PostgresDialect {
	return new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 10 }) });
}

function sqlite(file: string): SqliteDialect {
	const database = new SQLite(file);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	database.pragma('busy_timeout = 5000');
	return new SqliteDialect({ database: keepStatements(database) });
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
