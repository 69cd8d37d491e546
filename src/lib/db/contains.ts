import { sql, type RawBuilder } from 'kysely';

/** Whether a column, or what is made of one, holds a text anywhere; `%` and `_` in it are signs like all others. */
export function contains(column: string | RawBuilder<string>, text: string): RawBuilder<boolean> {
	const place = typeof column === 'string' ? sql.ref(column) : column;
	const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	return sql<boolean>`${place} like ${pattern} escape '\\'`;
}
