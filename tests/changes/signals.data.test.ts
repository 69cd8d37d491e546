import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hearOtherProcesses, listenFor, type Topic } from '#lib/changes/signals.server.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { inTransaction, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { engine, newAddress } from '../database.ts';
import { mailRequest, now } from '../factories.ts';
import { recordNote } from './record.ts';

let folder: string;
let address: string;
/** Two processes on one database, as far as they can tell. */
let here: Database;
let there: Database;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'saiets-signals-'));
	address = engine === 'sqlite' ? join(folder, 'saiets.sqlite') : await newAddress();
	here = connect(address);
	await migrate(here);
	there = connect(address);
});

afterAll(async () => {
	await Promise.all([here.destroy(), there.destroy()]);
	await rm(folder, { recursive: true, force: true });
});

const note = (db: Database) =>
	inTransaction(db, (trx) => {
		recordNote(trx, 'a note');
		return Promise.resolve();
	});

/** Resolves at the next signal. */
const next = (db: Database, topic: Topic) =>
	new Promise<void>((resolve) => {
		const stop = listenFor(db, topic, () => {
			stop();
			resolve();
		});
	});

it('a commit wakes who listens in the same process once, and a rollback wakes nobody', async () => {
	let heard = 0;
	const stop = listenFor(here, 'changes', () => heard++);
	await inTransaction(here, (trx) => {
		recordNote(trx, 'one');
		recordNote(trx, 'two');
		return Promise.resolve();
	});
	expect(heard).toBe(1);
	await inTransaction(here, (trx) => {
		recordNote(trx, 'three');
		return Promise.reject(new Error('no'));
	}).catch(() => undefined);
	expect(heard).toBe(1);
	stop();
	await note(here);
	expect(heard).toBe(1);
});

it('a change that another process commits is heard, and so is a mail that it queues', async () => {
	const deafen = hearOtherProcesses(here, address);
	// Listening has begun once something was heard: on PostgreSQL the first of it is what was missed before.
	const woken = next(here, 'changes');
	let hears = false;
	void woken.then(() => (hears = true));
	while (!hears) {
		await note(there);
		await new Promise((resolve) => setImmediate(resolve));
	}
	const changed = next(here, 'changes');
	await note(there);
	await changed;
	const queued = next(here, 'mails');
	await inUnrecordedTransaction(there, 'a test', (trx) => queueMails(trx, [mailRequest({})], now));
	await queued;
	await deafen();
});

// SQLite has no server whose connection could be lost.
if (engine === 'postgres') {
	it('hearing goes on after the server has ended the connection, and what was missed is made up for', async () => {
		const deafen = hearOtherProcesses(here, address);
		await next(here, 'changes');
		const missed = next(here, 'changes');
		await sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and query like 'listen %'`.execute(there);
		await missed;
		const changed = next(here, 'changes');
		await note(there);
		await changed;
		await deafen();
	});
}
