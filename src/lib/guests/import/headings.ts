import { fold } from '#lib/platform/text.ts';
import type { Table } from './table.ts';

/** What a column of a guest list can hold. */
export type Column =
	| 'name'
	| 'firstName'
	| 'lastName'
	| 'email'
	| 'organisation'
	| 'address'
	| 'country'
	| 'language'
	| 'role';

/** Headings as schools write them, in English and Latvian: folded, and without signs. */
const known: Record<Column, string[]> = {
	name: [
		...['name', 'full name', 'names', 'participant', 'guest', 'person', 'name and surname'],
		...['name surname', 'surname name', 'first and last name', 'vards uzvards', 'uzvards vards'],
		...['vards un uzvards', 'uzvards un vards', 'dalibnieks', 'viesis', 'persona', 'vards pilns']
	],
	firstName: [
		...['first name', 'firstname', 'given name', 'given names', 'forename', 'vards', 'vardi']
	],
	lastName: ['last name', 'lastname', 'surname', 'family name', 'uzvards', 'uzvardi'],
	email: [
		...['email', 'e mail', 'mail', 'email address', 'e mail address', 'mail address'],
		...['e pasts', 'epasts', 'e pasta adrese', 'epasta adrese', 'pasts', 'elektroniskais pasts']
	],
	organisation: [
		...['organisation', 'organization', 'organisation name', 'organization name', 'institution'],
		...['school', 'company', 'employer', 'sending organisation', 'organizacija', 'organizacijas'],
		...['organizacijas nosaukums', 'iestade', 'izglitibas iestade', 'skola', 'uznemums'],
		...['darba vieta', 'darbavieta', 'parstavetaja iestade']
	],
	address: [
		...['address', 'postal address', 'organisation address', 'organization address', 'adrese'],
		...['organizacijas adrese', 'iestades adrese']
	],
	country: ['country', 'country code', 'valsts', 'valsts kods'],
	language: ['language', 'preferred language', 'valoda', 'sazinas valoda'],
	role: ['role', 'loma', 'statuss', 'status']
};

const columnOf = new Map(
	Object.entries(known).flatMap(([column, headings]) =>
		headings.map((heading) => [heading, column as Column] as const)
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
