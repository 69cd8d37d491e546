import type { Compilable, CompiledQuery } from 'kysely';
import type { Database } from './connect.ts';
import { isPostgres, type Reader, type Transaction } from './transaction.ts';

/** Stands for a value while a query is built. */
class Placeholder {
	readonly at: number;

	constructor(at: number) {
		this.at = at;
	}
}

/**
 * A query for the busiest paths: built and compiled once for each engine and shape of its arguments, then run
 * with other values. `build` must not look into them. Lists are filled up to 1, 2, 4, 8… with their last
 * element, so that there are few shapes: only where naming something twice changes nothing (`in`, or an
 * insert that leaves out what is there). No list may be empty.
 */
export function prepared<Values extends unknown[], Row>(
	build: (db: Database, ...values: Values) => Compilable<Row>
): (db: Database | Transaction | Reader, ...values: Values) => Promise<Row[]> {
	const compiled = new Map<string, CompiledQuery<Row>>();
	return async (db, ...given) => {
		const values: unknown[] = [];
		const parts = given.map((one) => stencil(one, values));
		const engine = isPostgres(db as Database) ? 'postgres' : 'sqlite';
		const key = `${engine} ${parts.map(([, shape]) => shape).join()}`;
		let query = compiled.get(key);
		if (!query) {
			query = build(db as Database, ...(parts.map(([template]) => template) as Values)).compile();
			compiled.set(key, query);
		}
		const parameters = query.parameters.map((parameter) =>
			parameter instanceof Placeholder ? values[parameter.at] : parameter
		);
		return (await (db as Database).executeQuery<Row>({ ...query, parameters })).rows;
	};
}

/** The arguments with a placeholder for each value, and their shape; the values go into `values`. */
function stencil(given: unknown, values: unknown[]): [template: unknown, shape: string] {
	if (Array.isArray(given)) {
		const parts = filledUp(given).map((one) => stencil(one, values));
		return [parts.map(([template]) => template), `[${parts.map(([, shape]) => shape).join()}]`];
	}
	if (typeof given === 'object' && given !== null) {
		const parts = Object.entries(given).map(([name, one]) => [name, stencil(one, values)] as const);
		return [
			Object.fromEntries(parts.map(([name, [template]]) => [name, template])),
			`{${parts.map(([name, [, shape]]) => `${name}${shape}`).join()}}`
		];
	}
	values.push(given);
	return [new Placeholder(values.length - 1), '?'];
}

function filledUp(list: unknown[]): unknown[] {
	let length = 1;
	while (length < list.length) length *= 2;
	return [...list, ...Array.from({ length: length - list.length }, () => list.at(-1))];
}
