import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogEvent } from 'kysely';

const running = new AsyncLocalStorage<{ queries: number }>();

/** The value of a piece of work and how many queries it ran, on any database; what runs beside it does not count. */
export async function withQueryCount<T>(
	work: () => Promise<T>
): Promise<{ value: T; queries: number }> {
	const tally = { queries: 0 };
	const value = await running.run(tally, work);
	return { value, queries: tally.queries };
}

/** Kysely tells it of every query. */
export function countQuery(event: LogEvent): void {
	const tally = running.getStore();
	if (tally && event.level === 'query') tally.queries++;
}
