import { counted } from '#lib/db/counted.ts';
import type { Database } from '#lib/db/connect.ts';

/** How many statements `work` runs on the database it is given. */
export async function countQueries(
	db: Database,
	work: (db: Database) => Promise<unknown>
): Promise<number> {
	return (await counted(() => work(db))).queries;
}
