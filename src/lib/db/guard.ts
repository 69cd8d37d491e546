import { AsyncLocalStorage } from 'node:async_hooks';
import type {
	KyselyPlugin,
	PluginTransformQueryArgs,
	PluginTransformResultArgs,
	QueryResult,
	RootOperationNode,
	UnknownRow
} from 'kysely';

/** One transaction while it runs, and what is to be done at its end. */
export interface RunningTransaction {
	/** Kysely's own object of it; undefined until it has begun. */
	trx: object | undefined;
	/** False once it was committed or rolled back. */
	active: boolean;
	/** A statement of it has changed a row. */
	wrote: boolean;
	/** Why it may write without recording a change; undefined where it may not. */
	unrecorded: string | undefined;
	/** The log of changes has a row of it. */
	recorded: boolean;
	/** Done as its last statements. */
	beforeCommit: (() => Promise<void>)[];
	/** Done once it is committed, in this order; dropped when it is rolled back. */
	onCommit: (() => void)[];
}

/** A use of the database that breaks the rules of its transactions. A bug, never a person's doing. */
export class TransactionError extends Error {
	override readonly name = 'TransactionError';
}

/**
 * Knows, for one database, which transaction the running code is in. Refuses a statement that changes rows outside a
 * transaction, and the outer database inside one: on SQLite that would wait for itself for ever, on PostgreSQL it would
 * run on another connection. Kysely itself refuses a transaction that has ended. Raw SQL is judged by its words.
 */
export class TransactionGuard implements KyselyPlugin {
	readonly #running = new AsyncLocalStorage<RunningTransaction>();
	readonly #writes = new WeakSet<object>();

	/** The transaction that the running code is in; undefined outside one, and after its end. */
	get running(): RunningTransaction | undefined {
		const running = this.#running.getStore();
		return running?.active ? running : undefined;
	}

	run<T>(running: RunningTransaction, work: () => Promise<T>): Promise<T> {
		return this.#running.run(running, work);
	}

	/** Called before a connection is handed out; a transaction has its own already. */
	refuseInsideTransaction(): void {
		if (!this.running) return;
		throw new TransactionError('The outer database was used inside a transaction: pass trx on.');
	}

	transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
		if (changesRows(node)) {
			if (!this.running) throw new TransactionError('Rows may be changed only in a transaction.');
			this.#writes.add(queryId);
		}
		return node;
	}

	transformResult({
		queryId,
		result
	}: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
		const { running } = this;
		if (running && this.#writes.has(queryId)) {
			running.wrote ||= Number(result.numAffectedRows ?? result.rows.length) > 0;
		}
		return Promise.resolve(result);
	}
}

function changesRows(node: RootOperationNode): boolean {
	switch (node.kind) {
		case 'InsertQueryNode':
		case 'UpdateQueryNode':
		case 'DeleteQueryNode':
		case 'MergeQueryNode':
			return true;
		case 'SelectQueryNode':
			return (node.with?.expressions ?? []).some(({ expression }) =>
				changesRows(expression as RootOperationNode)
			);
		case 'RawNode':
			return /\b(insert into|replace into|merge into|delete from|truncate)\b|(?<!\bfor (?:no key )?)\bupdate\b/i.test(
				node.sqlFragments.join(' ')
			);
		default:
			return false;
	}
}
