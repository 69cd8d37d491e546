/**
 * True when PostgreSQL ended a transaction because another was at the same rows: each waited for the other, or both
 * wrote what there may be one of, or they cannot be put in an order. SQLite has one writer.
 */
export function isCollision(error: unknown): boolean {
	return ['40001', '40P01', '23505'].includes(codeOf(error));
}

/** True when another process holds the SQLite file at this moment. */
export function isBusy(error: unknown): boolean {
	return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown } | null)?.code ?? '');
}
