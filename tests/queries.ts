import type { KyselyPlugin } from 'kysely';
import type { Database } from '#lib/db/connect.ts';

/** How many statements `work` runs on the database it is given. */
export async function countQueries(
	db: Database,
	work: (counted: Database) => Promise<unknown>
): Promise<number> {
	let count = 0;
	const counter: KyselyPlugin = {
		transformQuery: ({ node }) => node,
		transformResult: ({ result }) => {
			count++;
			return Promise.resolve(result);
		}
	};
	await work(db.withPlugin(counter));
	return count;
}
