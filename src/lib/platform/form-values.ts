import type { FormValues } from './form.ts';
import { languages, type LocalizedText } from './languages.ts';
import { manyLines } from './text.ts';

/** A field of a form as texts: how it is read from what was posted, and what it says when two versions are compared. */
export interface Field<Value> {
	/** Empty for whatever has another shape: a forged or cut form must not break the page that shows it again. */
	typed(posted: unknown): Value;
	/** Equal, as JSON, for two values that say the same. */
	says(value: Value): unknown;
}

type Fields = Record<string, Field<unknown>>;
export type ValuesOf<Of extends Fields> = { [Name in keyof Of]: ReturnType<Of[Name]['typed']> };
/** The fields in which two versions can differ. */
export type SaidField<Of extends Fields> = {
	[Name in keyof Of]: Of[Name] extends typeof unsaid ? never : Name;
}[keyof Of];

const typedText = (posted: unknown) => (typeof posted === 'string' ? posted : '');

/** One text. How a browser writes a line break, and what is cleaned away when it is saved, say nothing. */
export const words: Field<string> = { typed: typedText, says: manyLines };

/** One text that goes with the others and is no part of what they say, such as an id or a revision. */
export const unsaid: Field<string> & { unsaid: true } = {
	typed: typedText,
	says: () => '',
	unsaid: true
};

/** A text in each of our languages. */
export const localized: Field<LocalizedText> = {
	typed: (posted) =>
		Object.fromEntries(languages.map((language) => [language, typedText(part(posted, language))])),
	says: (text) => languages.map((language) => manyLines(text[language] ?? ''))
};

/** A list of single texts; empty ones, and their order, say nothing. */
export const choices: Field<string[]> = {
	typed: (posted) => list(posted).map(typedText),
	says: (texts) => texts.filter(Boolean).sort()
};

/** Fields that make one, such as a day and a time. */
export function group<Of extends Fields>(fields: Of): Field<ValuesOf<Of>> {
	return {
		typed: (posted) => valuesFrom(fields, (name) => part(posted, name)),
		says: (values) => Object.keys(fields).map((name) => fields[name]?.says(values[name]))
	};
}

/** A table of fields. Rows that do not count, by themselves those with nothing in them, say nothing. */
export function rows<Of extends Fields>(
	fields: Of,
	counts: (row: ValuesOf<Of>) => boolean = (row) => Object.values(row).some(Boolean)
): Field<ValuesOf<Of>[]> {
	const row = group(fields);
	return {
		typed: (posted) => list(posted).filter(Boolean).map(row.typed),
		says: (values) => values.filter(counts).map(row.says)
	};
}

/** The values of a form that has these fields. */
export function typedIn<Of extends Fields>(fields: Of, form: FormValues): ValuesOf<Of> {
	return valuesFrom(fields, (name) => form[name]);
}

/** The fields, in their order, where two versions say something else. */
export function differingIn<Of extends Fields>(
	fields: Of,
	one: ValuesOf<Of>,
	other: ValuesOf<Of>
): SaidField<Of>[] {
	const differing = Object.entries(fields).filter(
		([name, field]) =>
			JSON.stringify(field.says(one[name])) !== JSON.stringify(field.says(other[name]))
	);
	return differing.map(([name]) => name as SaidField<Of>);
}

function valuesFrom<Of extends Fields>(
	fields: Of,
	posted: (name: string) => unknown
): ValuesOf<Of> {
	const values = Object.entries(fields).map(([name, field]) => [name, field.typed(posted(name))]);
	return Object.fromEntries(values) as ValuesOf<Of>;
}

function list(posted: unknown): unknown[] {
	return Array.isArray(posted) ? posted : [];
}

function part(posted: unknown, name: string): unknown {
	return typeof posted === 'object' && posted !== null
		? (posted as Record<string, unknown>)[name]
		: undefined;
}
