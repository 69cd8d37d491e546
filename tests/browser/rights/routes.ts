import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const folder = 'src/routes';

/** Everything a request can reach, read from the routes folder: `GET /talks/[id]`, `POST /talks/[id]?/submit`. */
export function listRoutes(): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.flatMap((file) => waysIn(join(folder, file)))
		.sort();
}

function waysIn(file: string): string[] {
	const path = pathOf(file);
	if (file.endsWith('+page.svelte')) return [`GET ${path}`];
	if (file.endsWith('+server.ts')) {
		return exportedNames(file)
			.filter((name) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(name))
			.map((method) => `${method} ${path}`);
	}
	if (file.endsWith('+page.server.ts')) {
		return actionNames(file).map((name) => `POST ${path}${name === 'default' ? '' : `?/${name}`}`);
	}
	return [];
}

/** The route as a person writes it: no groups, no matchers. */
function pathOf(file: string): string {
	const parts = relative(folder, dirname(file)).split(/[\\/]/);
	const shown = parts.filter((part) => part && !/^\(.*\)$/.test(part));
	return `/${shown.join('/').replace(/=\w+\]/g, ']')}`;
}

function parse(file: string): ts.SourceFile {
	return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function exportedNames(file: string): string[] {
	return parse(file).statements.flatMap((statement) => {
		const exported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
		if (!exported) return [];
		if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
	});
}

function actionNames(file: string): string[] {
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		if (
			ts.isVariableDeclaration(node) &&
			node.name.getText() === 'actions' &&
			node.initializer !== undefined
		) {
			let value: ts.Expression = node.initializer;
			while (ts.isSatisfiesExpression(value) || ts.isAsExpression(value)) value = value.expression;
			if (!ts.isObjectLiteralExpression(value))
				throw new Error(`${file}: actions must be a literal`);
			for (const property of value.properties) names.push(property.name?.getText() ?? '');
		}
		ts.forEachChild(node, visit);
	};
	visit(parse(file));
	return names.map((name) => name.replace(/['"]/g, ''));
}
