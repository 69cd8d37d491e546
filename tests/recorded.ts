import type { Database } from '#lib/db/connect.ts';

/** What the log of changes tells, the oldest first, with what was so before and after. */
export async function listRecorded(db: Database) {
	const rows = await db
		.selectFrom('change')
		.select(['verb', 'editionId', 'personId', 'subjectId', 'subjectName', 'before', 'after'])
		.orderBy('position')
		.execute();
	return rows.map(({ before, after, ...row }) => ({
		...row,
		before: parsed(before),
		after: parsed(after)
	}));
}

/** The verbs alone. */
export async function listVerbs(db: Database): Promise<string[]> {
	return (await listRecorded(db)).map(({ verb }) => verb);
}

function parsed(text: string | null): unknown {
	return text === null ? null : JSON.parse(text);
}
