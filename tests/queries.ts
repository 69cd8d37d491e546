import { withQueryCount } from '#lib/db/query-count.ts';
import type { Database } from '#lib/db/connect.ts';

/** How many statements `work` runs on the database it is given. */
export async function countQueries(
	db: Database,
	work: (db: Database) => Promise<unknown>
): Promise<number> {
	return (await withQueryCount(() => work(db))).queries;
}
