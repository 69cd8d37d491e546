import type { KyselyPlugin } from 'kysely';
import type { Database } from '#lib/db/connect.ts';

/** How many statements `work` sends to the database, those inside its transactions included. */
export async function countQueries(
	db: Database,
	work: (db: Database) => Promise<unknown>
): Promise<number> {
	let count = 0;
	const counter: KyselyPlugin = {
		transformQuery: ({ node }) => {
			count += 1;
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result)
	};
	await work(db.withPlugin(counter));
	return count;
}
