import { describe, expect, it } from 'vitest';
import { useDatabase } from '../database.ts';

const held = useDatabase();

describe('the migrated database', () => {
	it('holds exactly the tables of the schema', async () => {
		const tables = (await held.db.introspection.getTables()).map((table) => table.name);
		expect(tables).toContain('calendar_entry');
		expect(tables).toHaveLength(31);
	});
});
