import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { useDatabase } from '../database.ts';

const held = useDatabase();

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** By table, each column of schema.ts as `name type [null]`, sorted. */
function declaredTables(): Record<string, string[]> {
	const file = ts.createSourceFile(
		'schema.ts',
		readFileSync('src/lib/db/schema.ts', 'utf8'),
		ts.ScriptTarget.Latest
	);
	const interfaces = new Map<string, ts.InterfaceDeclaration>();
	file.forEachChild((node) => {
		if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
	});
	const members = (name: string) =>
		(interfaces.get(name)?.members ?? ts.factory.createNodeArray())
			.filter(ts.isPropertySignature)
			.map((member) => ({
				name: member.name.getText(file),
				type: member.type?.getText(file) ?? ''
			}));
	return Object.fromEntries(
		members('Schema').map(({ name, type }) => [
			snake(name),
			members(type)
				.map((column) => {
					const kind = /\b(number|Bit)\b/.test(column.type) ? 'integer' : 'text';
					const nullable = /\|\s*null\b/.test(column.type) ? ' null' : '';
					return `${snake(column.name)} ${kind}${nullable}`;
				})
				.sort()
		])
	);
}

async function builtTables(): Promise<Record<string, string[]>> {
	const tables = await held.db.introspection.getTables();
	return Object.fromEntries(
		tables.map((table) => [
			table.name,
			table.columns
				.map((column) => {
					const kind = /^int/i.test(column.dataType) ? 'integer' : 'text';
					return `${column.name} ${kind}${column.isNullable ? ' null' : ''}`;
				})
				.sort()
		])
	);
}

it('the migrated database has exactly the tables and columns that the types declare', async () => {
	expect(await builtTables()).toEqual(declaredTables());
});
