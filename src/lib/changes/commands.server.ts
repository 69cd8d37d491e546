import { sql } from 'kysely';
import { inChunks } from '#lib/db/chunks.ts';
import type { ChangeTable } from '#lib/db/schema/changes.ts';
import {
	TransactionError,
	beforeCommit,
	isPostgres,
	runningTransaction,
	type RunningTransaction,
	type Transaction
} from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { signalOnCommit } from './signals.server.ts';
import type { ChangeSubject } from './subject.ts';
import type { ChangeVerb } from './verb.ts';

export interface NewChange<Values extends object> {
	verb: ChangeVerb;
	/** Null for what belongs to no edition, such as a project. */
	editionId: string | null;
	/** The row it was done to. */
	subjectId: string;
	/** The subject's name at that time; empty where nobody may read it. */
	name?: string;
	/** The state before; null for what is new. Organisers read both: no token, no health data. */
	before?: Values | null;
	after?: Values | null;
	/** The person who did it. Left out: whoever did the rest of the transaction; null: the system. */
	by?: string | null;
	/** The device that did it, such as a tablet at the door. */
	deviceId?: string | null;
	/** True for a part of something larger (an import, a move of the whole agenda): the page tells of that instead. */
	isPart?: boolean;
	now: Instant;
}

type NewRow = Omit<ChangeTable, 'position' | 'personId'> & { personId: string | null | undefined };

/** The rows of each transaction until they are written; null from then on. */
const collected = new WeakMap<RunningTransaction, NewRow[] | null>();

/**
 * Records what a command does, in its transaction. Throws TransactionError outside one. The rows are written as its
 * last statements and numbered in the order in which transactions commit, so that a reader who asks for what came after
 * a position never misses one.
 */
export function recordChange<Values extends object>(
	trx: Transaction,
	subject: ChangeSubject<Values>,
	change: NewChange<Values>
): void {
	const running = runningTransaction(trx);
	let rows = collected.get(running);
	if (rows === null) throw new TransactionError('A change was recorded after the log was written.');
	if (!rows) {
		rows = [];
		collected.set(running, rows);
		const batch = newId();
		const all = rows;
		beforeCommit(trx, () => {
			collected.set(running, null);
			return writeRows(trx, all, batch);
		});
		signalOnCommit(trx, 'changes');
	}
	running.recorded = true;
	const {
		verb,
		editionId,
		subjectId,
		name = '',
		before,
		after,
		by,
		deviceId,
		isPart,
		now
	} = change;
	rows.push({
		at: now,
		editionId,
		kind: subject.kind,
		subjectId,
		subjectName: name,
		verb,
		version: subject.version,
		before: before ? subject.write(before) : null,
		after: after ? subject.write(after) : null,
		personId: by,
		deviceId: deviceId ?? null,
		batch: '',
		isPart: isPart ? 1 : 0
	});
}

// The lock is taken when all else is done and held until the commit: on PostgreSQL a sequence alone would let a lower
// number commit later. SQLite has one writer.
async function writeRows(trx: Transaction, rows: NewRow[], batch: string): Promise<void> {
	if (isPostgres(trx)) {
		await sql`select pg_advisory_xact_lock(hashtextextended('changes', 0))`.execute(trx);
	}
	const doer = rows.find(({ personId, deviceId }) => personId ?? deviceId);
	const written = rows.map((row) => ({
		...row,
		batch,
		...(row.personId === undefined
			? { personId: doer?.personId ?? null, deviceId: row.deviceId ?? doer?.deviceId ?? null }
			: { personId: row.personId })
	}));
	// Thirteen values a row: SQLite takes 32,766 in a statement.
	for (const some of inChunks(written, 2_000)) {
		await trx.insertInto('change').values(some).execute();
	}
}
