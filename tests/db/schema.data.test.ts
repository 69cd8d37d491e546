import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { useDatabase } from '../database.ts';

const held = useDatabase();

const folder = 'src/lib/db/schema';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Each interface of the schema's files, by name. */
function declaredInterfaces(): Map<string, ts.InterfaceDeclaration> {
	const interfaces = new Map<string, ts.InterfaceDeclaration>();
	for (const name of readdirSync(folder)) {
		const text = readFileSync(join(folder, name), 'utf8');
		ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true).forEachChild((node) => {
			if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
		});
	}
	return interfaces;
}

/** By table, each column of the schema's types as `name type [null]`, sorted. */
function declaredTables(): Record<string, string[]> {
	const interfaces = declaredInterfaces();
	const members = (name: string) =>
		(interfaces.get(name)?.members ?? ts.factory.createNodeArray())
			.filter(ts.isPropertySignature)
			.map((member) => ({ name: member.name.getText(), type: member.type?.getText() ?? '' }));
	const rooms = (interfaces.get('Schema')?.heritageClauses ?? []).flatMap((clause) =>
		clause.types.map((room) => room.getText())
	);
	return Object.fromEntries(
		rooms.flatMap(members).map(({ name, type }) => [
			snake(name),
			members(type)
				.map((column) => {
					const kind = /\bnumber\b/.test(column.type) ? 'integer' : 'text';
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
