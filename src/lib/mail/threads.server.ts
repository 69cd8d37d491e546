import { inChunks } from '#lib/db/chunks.ts';
import type { Reader, Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';

/**
 * Drops every mail of these threads that waits while a newer revision is there. One that is on its way stays:
 * the newer waits for it (`claimMails`), so that it can never overtake.
 */
export async function supersedeOlder(
	trx: Transaction,
	threads: string[],
	now: Instant
): Promise<void> {
	for (const some of inChunks([...new Set(threads)])) {
		await trx
			.updateTable('mail')
			.set({ state: 'superseded', finishedAt: now })
			.where('thread', 'in', some)
			.where('state', '=', 'queued')
			.where('owner', 'is', null)
			.where(({ exists, selectFrom }) =>
				exists(
					selectFrom('mail as newer')
						.select('newer.id')
						.whereRef('newer.thread', '=', 'mail.thread')
						.whereRef('newer.revision', '>', 'mail.revision')
				)
			)
			.execute();
	}
}

/** True when a newer mail of the same thread is there, in whatever state. */
export async function newerOf(
	db: Reader,
	{ thread, revision }: { thread: string | null; revision: number }
): Promise<boolean> {
	if (thread === null) return false;
	const newer = await db
		.selectFrom('mail')
		.select('id')
		.where('thread', '=', thread)
		.where('revision', '>', revision)
		.limit(1)
		.executeTakeFirst();
	return newer !== undefined;
}
