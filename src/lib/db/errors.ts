/**
 * True when PostgreSQL ended a transaction because another was at the same rows: each waited for the other, or both
 * wrote what there may be one of. SQLite has one writer.
 */
export function isCollision(error: unknown): boolean {
	return ['40P01', '23505'].includes(String((error as { code?: unknown } | null)?.code));
}
