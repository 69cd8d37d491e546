import * as v from 'valibot';
import { email } from '#lib/platform/fields.ts';
import { languageOr, type Language } from '#lib/platform/languages.ts';
import { fold, oneLine } from '#lib/platform/text.ts';
import { guestRoles, type GuestRole } from '../guest.ts';
import { countryCode } from './countries.ts';
import type { Column, Headings } from './headings.ts';
import type { Table } from './table.ts';
import { vocabulary } from './vocabulary.ts';

/** A guest as a list names one, cleaned. */
export interface ListedGuest {
	/** In the file, from 1, as a spreadsheet counts. */
	row: number;
	name: string;
	email: string;
	organisation: string;
	address: string;
	country: string | null;
	language: Language;
	role: GuestRole;
	/** Cells that were left out because they could not be used. */
	notes: RowNote[];
}

export type RowNote = 'country' | 'organisation' | 'role';

export type RowProblem =
	| 'name-missing'
	| 'name-long'
	| 'name-formula'
	| 'name-markup'
	| 'name-link'
	| 'email-missing'
	| 'email-form'
	| 'email-many';

/** A row that cannot be imported, and why; what it says is shown as text. */
export interface RefusedRow {
	row: number;
	name: string;
	email: string;
	problem: RowProblem;
}

export interface ReadRows {
	guests: ListedGuest[];
	refused: RefusedRow[];
	/** Addresses that came before in the same file, by the row of their first mention. */
	repeated: { row: number; name: string; email: string; first: number }[];
}

export const longestName = 120;

/** Every row below the headings, read; empty rows are passed over. `language` is for rows that do not tell. */
export function readRows(table: Table, headings: Headings, language: Language): ReadRows {
	return sort(
		table.slice(headings.row + 1).flatMap((cells, at) => {
			if (cells.every((cell) => oneLine(cell) === '')) return [];
			const cell = (column: Column) => cells[headings.columns[column] ?? -1] ?? '';
			const name = cell('name') || `${cell('firstName')} ${cell('lastName')}`;
			return [
				readRow({
					row: headings.row + at + 2,
					name,
					email: cell('email'),
					organisation: cell('organisation'),
					address: cell('address'),
					country: cell('country'),
					language: cell('language'),
					role: cell('role'),
					fallback: language
				})
			];
		})
	);
}

/** The rows of a list that can be imported, the first mention of each address. */
export function sort(rows: (ListedGuest | RefusedRow)[]): ReadRows {
	const read: ReadRows = { guests: [], refused: [], repeated: [] };
	const first = new Map<string, number>();
	for (const row of rows) {
		if ('problem' in row) {
			read.refused.push(row);
			continue;
		}
		const before = first.get(row.email);
		if (before === undefined) {
			first.set(row.email, row.row);
			read.guests.push(row);
		} else {
			read.repeated.push({ row: row.row, name: row.name, email: row.email, first: before });
		}
	}
	return read;
}

export interface WrittenRow {
	row: number;
	name: string;
	email: string;
	organisation: string;
	address: string;
	country: string;
	language: string;
	role: string;
	fallback: Language;
}

/** One row, cleaned and judged. What matters (the name, the address) refuses the row; the rest is left out, and noted. */
export function readRow(written: WrittenRow): ListedGuest | RefusedRow {
	const { row } = written;
	const name = oneLine(written.name.toWellFormed());
	const address = readEmail(written.email.toWellFormed());
	const problem = nameProblem(name) ?? address.problem;
	if (problem) return { row, name: clip(name), email: clip(address.shown), problem };
	const notes: RowNote[] = [];
	const organisation = oneLine(written.organisation.toWellFormed());
	const plain = nameProblem(organisation, 200);
	if (plain && plain !== 'name-missing') notes.push('organisation');
	const typedCountry = oneLine(written.country);
	const country = countryCode(typedCountry) ?? null;
	if (typedCountry && !country) notes.push('country');
	const role = readRole(written.role);
	if (oneLine(written.role) && !role) notes.push('role');
	return {
		row,
		name,
		email: address.shown,
		organisation: plain ? '' : organisation,
		address: plain ? '' : oneLine(written.address.toWellFormed()).slice(0, 300),
		country,
		language: readLanguage(oneLine(written.language), country, written.fallback),
		role: role ?? 'guest',
		notes
	};
}

/** A name is printed, mailed and put into spreadsheets: it may hold anything but what those would act on. */
export function nameProblem(name: string, longest = longestName): RowProblem | undefined {
	if (name === '') return 'name-missing';
	if (/^[=+\-@＝＋－＠|]/.test(name)) return 'name-formula';
	if (/[<>]/.test(name)) return 'name-markup';
	if (/:\/\/|\bwww\./i.test(name)) return 'name-link';
	return name.length > longest ? 'name-long' : undefined;
}

function readEmail(text: string): { shown: string; problem?: RowProblem } {
	const shown = oneLine(text);
	// `Anna Liepa <anna@school.example>`, as mail programs copy it.
	const address = (/<([^<>]*)>$/.exec(shown)?.[1] ?? shown).trim().toLowerCase();
	if (shown === '') return { shown, problem: 'email-missing' };
	// A line break inside an address is how a header is slipped into a mail.
	if (/[\r\n\0]/.test(text.trim())) return { shown, problem: 'email-form' };
	if ((address.match(/@/g)?.length ?? 0) > 1) return { shown, problem: 'email-many' };
	return v.is(email, address) ? { shown: address } : { shown, problem: 'email-form' };
}

const roleWords = new Map(
	vocabulary.flatMap(({ roles }) =>
		guestRoles.flatMap((role) => roles[role].map((word) => [word, role] as const))
	)
);

function readRole(text: string): GuestRole | undefined {
	return roleWords.get(fold(text));
}

/** The language that is named, else that of the country; whoever reads another than ours is given the fallback. */
function readLanguage(text: string, country: string | null, fallback: Language): Language {
	const word = fold(text);
	const known = word
		? (vocabulary.find(({ language }) => word === language) ??
			vocabulary.find(({ calledAs }) => calledAs.some((name) => word.startsWith(name))))
		: vocabulary.find(({ homes }) => country !== null && homes.includes(country));
	return word || country ? languageOr(known?.language) : fallback;
}

function clip(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
