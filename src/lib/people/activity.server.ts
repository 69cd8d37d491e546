import { prepared } from '#lib/db/prepared-query.ts';
import type { Reader, Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import type { ActivityVerb } from './activity.ts';
import { nameOf } from './person.ts';

export interface ActivityEntry {
	verb: ActivityVerb;
	editionId?: string | null;
	/** Who did it: a person, a device at the door, or neither for the system itself. */
	personId?: string | null;
	deviceId?: string | null;
	/** The row it was done to. */
	subjectId?: string | null;
	/** Facts that say what changed. Organisers read them: no token, no health data. */
	detail?: Record<string, unknown>;
	now: Instant;
}

/** Writes down who did what, in the transaction of the change itself. */
export async function recordActivity(trx: Transaction, entry: ActivityEntry): Promise<void> {
	await trx
		.insertInto('activity')
		.values({
			id: newId(),
			at: entry.now,
			editionId: entry.editionId ?? null,
			personId: entry.personId ?? null,
			deviceId: entry.deviceId ?? null,
			verb: entry.verb,
			subjectId: entry.subjectId ?? null,
			detail: JSON.stringify(entry.detail ?? {})
		})
		.execute();
}

export interface Activity {
	id: string;
	at: Instant;
	editionId: string | null;
	/** An `ActivityVerb`, unless another version of the software wrote it. */
	verb: string;
	person: { id: string; name: string; email: string | null } | null;
	deviceId: string | null;
	subjectId: string | null;
	detail: Record<string, unknown>;
}

export interface ActivityPage {
	activities: Activity[];
	page: number;
	pages: number;
}

/**
 * Newest first: what was done in an edition, and what belongs to none, such as projects and organisers. A page after
 * the last is the last.
 */
export async function listActivity(
	db: Reader,
	{ editionId, page: asked = 1, size = 50 }: { editionId: string; page?: number; size?: number }
): Promise<ActivityPage> {
	const chosen = db
		.selectFrom('activity')
		.where((where) =>
			where.or([
				where('activity.editionId', '=', editionId),
				where('activity.editionId', 'is', null)
			])
		);
	const { count } = await chosen
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(count / size));
	const page = Math.min(pages, Math.max(1, asked));
	const rows = await chosen
		.leftJoin('person', 'person.id', 'activity.personId')
		.selectAll('activity')
		.select(['person.name', 'person.email'])
		.orderBy('activity.at', 'desc')
		.orderBy('activity.id', 'desc')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return {
		activities: rows.map(({ name, email, personId, detail, ...row }) => ({
			...row,
			person: personId ? { id: personId, name: name ?? '', email } : null,
			detail: JSON.parse(detail) as Record<string, unknown>
		})),
		page,
		pages
	};
}

const activityCounts = prepared((db, editionId: string) =>
	db
		.selectFrom('activity')
		.where((where) =>
			where.or([where('editionId', '=', editionId), where('editionId', 'is', null)])
		)
		.select((select) => select.fn.countAll<number>().as('count'))
);

/** How much was done in an edition and outside any: what is kept from before is still true while this is the same. */
export async function countActivity(db: Reader, editionId: string): Promise<number> {
	const [row] = await activityCounts(db, editionId);
	return row?.count ?? 0;
}

/** Who last changed a row, and how; undefined for a row no person touched. */
export async function lastActivityOn(
	db: Reader,
	subjectId: string
): Promise<{ verb: string; name: string; detail: Record<string, unknown> } | undefined> {
	const row = await db
		.selectFrom('activity')
		.innerJoin('person', 'person.id', 'activity.personId')
		.select(['activity.verb', 'activity.detail', 'person.name', 'person.email'])
		.where('activity.subjectId', '=', subjectId)
		.orderBy('activity.at', 'desc')
		.orderBy('activity.id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && { verb: row.verb, name: nameOf(row), detail: JSON.parse(row.detail) };
}
