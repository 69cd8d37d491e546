import { sql } from 'kysely';
import pg from 'pg';
import { isPostgresAddress, type Database } from '#lib/db/connect.ts';
import {
	beforeCommit,
	guardOf,
	isPostgres,
	onCommit,
	runningTransaction,
	type Reader,
	type Transaction,
	type TransactionGuard
} from '#lib/db/transaction.ts';
import { second } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';

/** The things that readers wait for: rows of the log, mails to send. A signal says that there may be some; the rows say what. */
export type Topic = 'changes' | 'mails';

const topics: readonly Topic[] = ['changes', 'mails'];
const channel = 'saiets';

/** How often another process's commits to a SQLite file are looked for, in milliseconds. */
export const pollingInterval = 200;

const listeners = new WeakMap<TransactionGuard, Map<Topic, Set<() => void>>>();
const signalled = new WeakMap<object, Set<Topic>>();

/**
 * Wakes those who listen, in this process and in the others, once the transaction is committed. Throws TransactionError
 * outside one.
 */
export function signalOnCommit(trx: Transaction, topic: Topic): void {
	const guard = guardOf(trx);
	const running = runningTransaction(trx);
	const already = signalled.get(running) ?? new Set();
	signalled.set(running, already);
	if (already.has(topic)) return;
	already.add(topic);
	if (isPostgres(trx)) {
		// Delivered by the server at the commit, and not at all when there is none.
		beforeCommit(trx, async () => {
			await sql`select pg_notify(${channel}, ${topic})`.execute(trx);
		});
	}
	onCommit(trx, () => wake(guard, topic));
}

/** Calls `listener` after each commit that may concern it. Returns what ends that. */
export function listenFor(db: Reader, topic: Topic, listener: () => void): () => void {
	const guard = guardOf(db);
	const ofDatabase = listeners.get(guard) ?? new Map<Topic, Set<() => void>>();
	listeners.set(guard, ofDatabase);
	const ofTopic = ofDatabase.get(topic) ?? new Set();
	ofDatabase.set(topic, ofTopic);
	ofTopic.add(listener);
	return () => void ofTopic.delete(listener);
}

function wake(guard: TransactionGuard, topic: Topic): void {
	for (const listener of listeners.get(guard)?.get(topic) ?? []) listener();
}

/**
 * Hears of what other processes commit: by LISTEN on PostgreSQL, on SQLite by looking every 200 ms whether the file has
 * changed. Without it a process hears only of its own. Returns what ends it; end it before the database is closed.
 */
export function hearOtherProcesses(db: Database, address: string): () => Promise<void> {
	return isPostgresAddress(address) ? hearNotifications(db, address) : watchFile(db);
}

function watchFile(db: Database): () => Promise<void> {
	const guard = guardOf(db);
	let seen: number | undefined;
	let looking: Promise<void> | undefined;
	const look = async () => {
		try {
			const { rows } = await sql<{ dataVersion: number }>`pragma data_version`.execute(db);
			const version = rows[0]?.dataVersion;
			// At the first look, too: nobody knows what came before it.
			if (version !== seen) for (const topic of topics) wake(guard, topic);
			seen = version;
		} catch (error) {
			log.warn({ ...describeError(error) }, 'the file could not be looked at');
		}
	};
	const timer = setInterval(() => {
		looking ??= look().finally(() => (looking = undefined));
	}, pollingInterval);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await looking;
	};
}

function hearNotifications(db: Database, connectionString: string): () => Promise<void> {
	const guard = guardOf(db);
	let client: pg.Client | undefined;
	let ended = false;
	let again: NodeJS.Timeout | undefined;
	const begin = async () => {
		if (ended) return;
		const own = new pg.Client({ connectionString, keepAlive: true });
		client = own;
		let lost = false;
		const lose = () => {
			if (lost || ended) return;
			lost = true;
			own.end().catch(() => undefined);
			again = setTimeout(() => void begin(), second);
			again.unref();
		};
		own.on('error', lose);
		own.on('end', lose);
		own.on('notification', ({ payload }) => {
			const topic = topics.find((one) => one === payload);
			if (topic) wake(guard, topic);
		});
		try {
			await own.connect();
			await own.query(`listen ${channel}`);
			// Whatever was committed while nobody listened.
			for (const topic of topics) wake(guard, topic);
		} catch (error) {
			log.warn({ ...describeError(error) }, 'changes of other processes are not heard');
			lose();
		}
	};
	const first = begin();
	return async () => {
		ended = true;
		clearTimeout(again);
		await first;
		await client?.end().catch(() => undefined);
	};
}
