/** True when PostgreSQL ended a transaction because it and another waited for each other; SQLite has one writer. */
export function isDeadlock(error: unknown): boolean {
	return (error as { code?: unknown } | null)?.code === '40P01';
}
