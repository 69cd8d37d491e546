import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const schema = 'src/lib/db/schema';

/** Kysely's methods that take a table by its name, and our own one. */
const takesTable =
	/^(selectFrom|from|using|insertInto|replaceInto|mergeInto|updateTable|deleteFrom|table|\w*Join|\w*JoinLateral|\w*Apply|insertOnce)$/;

/** What stands before a table's name in SQL. */
const beforeTable = String.raw`\b(?:from|join|into|update|only)\s+"?`;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function parse(name: string, text: string): ts.SourceFile {
	return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** Each table's room: the file of the schema that declares it. Settings are the ground's own. */
function roomsOfTables(): Map<string, string> {
	const rooms = new Map<string, string>();
	for (const name of readdirSync(schema)) {
		const room = basename(name, '.ts');
		parse(name, readFileSync(join(schema, name), 'utf8')).forEachChild((node) => {
			if (!ts.isInterfaceDeclaration(node) || !node.name.text.endsWith('Schema')) return;
			for (const table of node.members) {
				rooms.set(table.name?.getText() ?? '', room === 'setting' ? 'db' : room);
			}
		});
	}
	return rooms;
}

const roomOf = roomsOfTables();

/** The tables that a text of TypeScript names, in Kysely's calls and in SQL, each as `line table`. */
function tablesNamed(text: string): string[] {
	const source = parse('named.ts', text);
	const named: string[] = [];
	const name = (node: ts.Node, table: string) => {
		const { line } = source.getLineAndCharacterOfPosition(node.getStart());
		if (roomOf.has(table)) named.push(`${line + 1} ${table}`);
	};
	const nameInSql = (node: ts.Node, sql: string) => {
		for (const table of roomOf.keys()) {
			if (new RegExp(`${beforeTable}(${table}|${snake(table)})\\b`, 'i').test(sql))
				name(node, table);
		}
	};
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node)) {
			const called = ts.isPropertyAccessExpression(node.expression)
				? node.expression.name
				: node.expression;
			for (const given of node.arguments.flatMap(alternatives)) {
				if (!ts.isStringLiteralLike(given)) continue;
				if (takesTable.test(called.getText()))
					name(called, given.text.replace(/ as .*/, '').trim());
				if (called.getText() === 'raw') nameInSql(called, given.text);
			}
		}
		if (ts.isTaggedTemplateExpression(node) && node.tag.getText().startsWith('sql')) {
			nameInSql(node, node.template.getText());
		}
		node.forEachChild(visit);
	};
	visit(source);
	return named;
}

/** The elements of a list, both sides of a choice, or the argument itself. */
function alternatives(node: ts.Expression): ts.Expression[] {
	if (ts.isArrayLiteralExpression(node)) return [...node.elements];
	if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
	return [node];
}

it.each([
	["db.selectFrom('person').selectAll()", ['1 person']],
	["db.selectFrom(['guest', 'person as who'])", ['1 guest', '1 person']],
	["({ selectFrom }) => selectFrom('person')", ['1 person']],
	["trx\n.insertInto('talkStep').values(rows)", ['2 talkStep']],
	["trx.updateTable('guest').set(row)", ['1 guest']],
	["trx.deleteFrom('login')", ['1 login']],
	["query.innerJoin('person', 'person.id', 'guest.personId')", ['1 person']],
	["query.leftJoin('person as by', (join) => join.onTrue())", ['1 person']],
	["db.selectFrom(all ? 'guest' : 'companion')", ['1 guest', '1 companion']],
	["insertOnce(trx, 'mobility', row)", ['1 mobility']],
	['sql`select 1 from talk_speaker`', ['1 talkSpeaker']],
	['sql<number>`select 1 from a join "person" on ${is}`', ['1 person']],
	["sql.raw('delete from scan')", ['1 scan']],
	["sql.table('device')", ['1 device']],
	["query.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')", []],
	["query.select('person.name').orderBy('person.id')", []],
	["listen('person')", []]
])('in %s the tables %j are seen', (text, tables) => {
	expect(tablesNamed(text)).toEqual(tables);
});

it('each table belongs to a room that there is', () => {
	const rooms = readdirSync('src/lib');
	expect([...roomOf].filter(([, room]) => !rooms.includes(room))).toEqual([]);
});

it('a table is reached only from its own room; others ask that room for rows or for a part of a query', () => {
	const reached = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		// A backup holds every table, and a form's row is made once in the same way for each of them.
		.filter((file) => !file.startsWith('lib/db/'))
		.flatMap((file) => {
			const room = /^lib\/([^/]+)\//.exec(file)?.[1];
			return tablesNamed(readFileSync(join('src', file), 'utf8'))
				.filter((place) => roomOf.get(place.split(' ')[1] ?? '') !== room)
				.map((place) => `src/${file}:${place}`);
		});
	expect(reached).toEqual([]);
});
