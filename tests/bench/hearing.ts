import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pollingInterval } from '#lib/changes/signals.server.ts';
import { connect } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { sql } from 'kysely';
import { startPostgres } from '../postgres.ts';
import { recordNote } from '../changes/record.ts';
import type { Measure } from './measure.ts';
import { buildProgram, end, said, start } from './program.ts';
import { newDataDir } from './server.ts';

const notes = 60;
/** A reader in another process hears of a change within half a second, says the issue of the log. */
const longest = 500;

/**
 * How long a change that one process commits takes until a reader in another process has read it, as a part of the
 * polling interval: at SQLite one interval and what reading costs, at PostgreSQL far less.
 */
export async function hearing(): Promise<Measure> {
	const program = await buildProgram('tests/bench/hearing/reader.ts');
	const file = join(await newDataDir(), 'saiets.sqlite');
	const sqlite = await slowest(program, file);
	const postgres = await startPostgres();
	let listening: number;
	try {
		const admin = connect(`${postgres.url}/postgres`);
		await sql`create database hearing`.execute(admin);
		await admin.destroy();
		listening = await slowest(program, `${postgres.url}/hearing`);
	} finally {
		await postgres.stop();
	}
	console.log(
		`  19 of 20 heard within ${Math.round(sqlite)} ms on SQLite (${ratioOf(sqlite)} of the polling interval of ` +
			`${pollingInterval} ms), ${Math.round(listening)} ms on PostgreSQL (${ratioOf(listening)})`
	);
	// More is better everywhere else in this run: how often the allowed half second holds what it took.
	return { name: 'hearing', ratio: longest / Math.max(sqlite, listening), floor: 1 };
}

function ratioOf(milliseconds: number): string {
	return (milliseconds / pollingInterval).toFixed(2);
}

/** The time that 19 of 20 notes take from their commit to the other process, in milliseconds. */
async function slowest(program: string, address: string): Promise<number> {
	const db = connect(address);
	await migrate(db);
	const reader = start(program, address);
	await said(reader);
	const took: number[] = [];
	for (let at = 0; at < notes; at++) {
		// Not in step with the interval.
		await pause(Math.random() * 2 * pollingInterval);
		const heard = said<number>(reader);
		await inTransaction(db, (trx) => {
			recordNote(trx, `note ${at}`);
			return Promise.resolve();
		});
		const committed = Date.now();
		took.push(Math.max(0, (await heard) - committed));
	}
	await end(reader);
	await db.destroy();
	return took.sort((one, other) => one - other)[Math.ceil(took.length * 0.95) - 1] ?? NaN;
}
