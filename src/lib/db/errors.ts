/** True when a row was deleted that others point at, or pointed at one that is not there, on either engine. */
export function isForeignKeyViolation(error: unknown): boolean {
	const code = (error as { code?: unknown } | null)?.code;
	return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === '23503' || code === '23001';
}

/** True when PostgreSQL ended a transaction because it and another waited for each other; SQLite has one writer. */
export function isDeadlock(error: unknown): boolean {
	return (error as { code?: unknown } | null)?.code === '40P01';
}
