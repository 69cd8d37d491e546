import { fold } from '#lib/platform/text.ts';
import type { ListColumn } from '#messages/language.ts';
import type { Table } from './table.ts';
import { vocabulary } from './vocabulary.ts';

/** The subject of a column of a guest list. */
export type Column = ListColumn;

const columnOf = new Map(
	vocabulary.flatMap(({ headings }) =>
		Object.entries(headings).flatMap(([column, words]) =>
			words.map((heading) => [heading, column as Column] as const)
		)
	)
);

export interface Headings {
	/** Where they stand in the table. */
	row: number;
	columns: Partial<Record<Column, number>>;
	/** Those that are read, as written, from left to right. */
	words: string[];
	/** Headings nothing is known about: their columns are not read. */
	ignored: string[];
}

/** Rows that may stand above the headings, such as a title. */
const mostAbove = 20;

/** The first row that names a column for the name and one for the address; undefined when none does. */
export function findHeadings(table: Table): Headings | undefined {
	for (const [row, cells] of table.slice(0, mostAbove).entries()) {
		const { columns, ignored } = read(cells);
		const named = columns.name ?? columns.firstName ?? columns.lastName;
		if (columns.email === undefined || named === undefined) continue;
		const words = Object.values(columns)
			.sort((one, other) => one - other)
			.map((at) => cells[at]?.trim() ?? '');
		return { row, columns, words, ignored };
	}
	return undefined;
}

function read(cells: string[]): Pick<Headings, 'columns' | 'ignored'> {
	const columns: Headings['columns'] = {};
	const ignored: string[] = [];
	for (const [at, cell] of cells.entries()) {
		const heading = fold(cell)
			.replace(/[^\p{L}\p{N}]+/gu, ' ')
			.trim();
		const column = columnOf.get(heading);
		if (column && columns[column] === undefined) columns[column] = at;
		else if (heading) ignored.push(cell.trim());
	}
	return { columns: settleNames(columns), ignored };
}

/** „Vārds” and “Name” are the whole name where they stand alone, and the given name beside a surname. */
function settleNames(columns: Headings['columns']): Headings['columns'] {
	const { name, firstName, lastName, ...others } = columns;
	if (lastName === undefined) {
		const whole = name ?? firstName;
		return whole === undefined ? others : { ...others, name: whole };
	}
	if (firstName !== undefined) return { ...others, firstName, lastName };
	return name === undefined ? { ...others, lastName } : { ...others, firstName: name, lastName };
}
