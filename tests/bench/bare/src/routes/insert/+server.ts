import { json } from '@sveltejs/kit';
import SQLite from 'better-sqlite3';
import { building } from '$app/environment';

const database = new SQLite(building ? ':memory:' : `${process.env['DATA_DIR']}/bare.sqlite`);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('foreign_keys = ON');
database.pragma('busy_timeout = 5000');
database.exec(
	'create table scan (key text primary key, ticket_code text not null, scanned_at text not null)'
);
const insert = database.prepare('insert into scan (key, ticket_code, scanned_at) values (?, ?, ?)');

/** What a check-in costs at least: one request, one row. */
export const POST = async ({ request }: { request: Request }) => {
	const { scans } = await request.json();
	const [{ key, ticketCode, scannedAt }] = scans;
	insert.run(key, ticketCode, scannedAt);
	return json({ key });
};
