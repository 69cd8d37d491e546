import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Reader, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { deleteProject, lockProject } from '#lib/projects/commands.server.ts';
import { findProject } from '#lib/projects/queries.server.ts';

/** How much refers to a project: talks of every edition, drafts too, and mobilities. */
export interface ProjectUse {
	talks: number;
	mobilities: number;
}

export async function countProjectUse(db: Reader, projectId: string): Promise<ProjectUse> {
	const [{ count }, project] = await Promise.all([
		db
			.selectFrom('talk')
			.select((select) => select.fn.countAll<number>().as('count'))
			.where('projectId', '=', projectId)
			.executeTakeFirstOrThrow(),
		findProject(db, projectId)
	]);
	return { talks: count, mobilities: project?.mobilityCount ?? 0 };
}

/** Takes a project away that nothing refers to. One that is gone already stays so. */
export function removeProject(
	db: Database | Transaction,
	{ projectId, by, now }: { projectId: string; by: string; now: Instant }
): Promise<Outcome<undefined, 'in-use'>> {
	return inTransaction(db, async (trx) => {
		await lockProject(trx, projectId);
		const { talks, mobilities } = await countProjectUse(trx, projectId);
		if (talks + mobilities > 0) return refused('in-use');
		await deleteProject(trx, { projectId, by, now });
		return done();
	});
}
