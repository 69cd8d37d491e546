import { sql, type Selectable } from 'kysely';
import type { ChangeTable } from '#lib/db/schema/changes.ts';
import { prepared } from '#lib/db/prepared-query.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { ChangeKind } from './subject.ts';
import type { ChangeVerb } from './verb.ts';

/** One row of the log. `before` and `after` are read through the subject of its kind. */
export interface Change extends Omit<Selectable<ChangeTable>, 'kind' | 'isPart'> {
	kind: ChangeKind;
}

const columns = [
	'change.position',
	'change.at',
	'change.editionId',
	'change.kind',
	'change.subjectId',
	'change.subjectName',
	'change.verb',
	'change.version',
	'change.before',
	'change.after',
	'change.personId',
	'change.deviceId',
	'change.batch'
] as const;

const changesAfter = prepared((db, position: number, most: number) =>
	db
		.selectFrom('change')
		.select(columns)
		.where('position', '>', position)
		.orderBy('position')
		.limit(most)
);

/** The rows after a position, the oldest first, `most` at a time. A row never appears behind one that was read. */
export async function listChangesAfter(
	db: Reader,
	position: number,
	most = 500
): Promise<Change[]> {
	return (await changesAfter(db, position, most)) as Change[];
}

const newestOfKinds = prepared((db, kinds: string[]) =>
	db.selectNoFrom((select) =>
		kinds.map((kind, at) =>
			select
				.selectFrom('change')
				.select('change.position')
				.where('change.kind', '=', kind)
				.orderBy('change.position', 'desc')
				.limit(1)
				.as(`of${at}`)
		)
	)
);

/** The position of the newest row of these kinds; 0 while there is none. Costs the same however long the log is. */
export async function newestPosition(db: Reader, kinds: readonly ChangeKind[]): Promise<number> {
	const [newest = {}] = await newestOfKinds(db, [...kinds]);
	return Math.max(0, ...Object.values(newest).map(Number));
}

export interface ChangeFilter {
	/** The person who did it. */
	personId?: string | undefined;
	kind?: ChangeKind | undefined;
	/** Done from this instant on, and before the other. */
	during?: { from: Instant; to: Instant } | undefined;
	/** The rows of one batch, its parts too. */
	batch?: string | undefined;
	/** Only rows before this position. */
	before?: number | undefined;
}

/** Kinds of which so much is done in passing that only who asks for them is shown all of it. */
const quietKinds: readonly ChangeKind[] = ['login', 'person', 'organisation', 'mail'];

/**
 * The rows of an edition and those of none, such as projects and organisers: the newest first. Parts of something larger
 * are left out, unless `batch` or one of `quietKinds` asks for them. One row more than `most` is read, so that the
 * caller knows whether there are others.
 */
export async function listChanges(
	db: Reader,
	editionId: string,
	filter: ChangeFilter,
	most: number
): Promise<Change[]> {
	const { personId, kind, during, batch, before } = filter;
	const withParts = kind !== undefined && quietKinds.includes(kind);
	// One share each, so that all are read along an index and end at `most` rows, however long the log is.
	const share = (ofEdition: string | null, isPart: 0 | 1) =>
		db
			.selectFrom(
				db
					.selectFrom('change')
					.select(columns)
					.where('editionId', ofEdition === null ? 'is' : '=', ofEdition)
					.$if(batch === undefined, (query) => query.where('isPart', '=', isPart))
					.$if(batch !== undefined, (query) => query.where('batch', '=', batch ?? ''))
					.$if(personId !== undefined, (query) => query.where('personId', '=', personId ?? ''))
					.$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
					.$if(before !== undefined, (query) => query.where('position', '<', before ?? 0))
					.$if(during !== undefined, (query) =>
						query.where('at', '>=', during?.from ?? '').where('at', '<', during?.to ?? '')
					)
					// Of one day the rows are found by their time: an index by position would be walked through to it.
					.orderBy(during ? sql`position + 0` : 'position', 'desc')
					.limit(most + 1)
					.as('share')
			)
			.selectAll();
	const parts = withParts ? [share(editionId, 1), share(null, 1)] : [];
	const rows = await share(editionId, 0)
		.unionAll([share(null, 0), ...parts])
		.orderBy('position', 'desc')
		.limit(most + 1)
		.execute();
	return rows as Change[];
}

/** The newest row about a subject that a person made; undefined for one that no person touched. */
export async function lastChangeOf(db: Reader, subjectId: string): Promise<Change | undefined> {
	const row = await db
		.selectFrom('change')
		.select(columns)
		.where('subjectId', '=', subjectId)
		.where('personId', 'is not', null)
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row as Change | undefined;
}

/** After these nothing of their subject is left: no page shows it any longer. */
const endings = ['agenda.removed', 'project.removed'] as const satisfies ChangeVerb[];

/** Those of some subjects that are gone for good, by id. */
export async function findGone(db: Reader, subjectIds: string[]): Promise<Set<string>> {
	if (subjectIds.length === 0) return new Set();
	const rows = await db
		.selectFrom('change')
		.select('subjectId')
		.distinct()
		.where('subjectId', 'in', subjectIds)
		.where('verb', 'in', [...endings])
		.execute();
	return new Set(rows.map(({ subjectId }) => subjectId));
}
