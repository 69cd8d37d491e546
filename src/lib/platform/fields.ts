import * as v from 'valibot';
import { countries } from './countries.ts';
import { byLanguage, languages } from './languages.ts';
import { isVisible, manyLines, oneLine } from './text.ts';

/** Schemas of the fields that many forms share. Each cleans what was typed before it judges. */

export const text = (most = 200) =>
	v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(most, 'form.too-long'));

export const requiredText = (most = 200) => v.pipe(text(most), v.check(isVisible, 'form.required'));

export const longText = (most = 5_000) =>
	v.pipe(v.optional(v.string(), ''), v.transform(manyLines), v.maxLength(most, 'form.too-long'));

/** One address (RFC 5321 length, no quoted local parts), lower-cased: people are told apart by it. */
export const email = v.pipe(
	v.optional(v.string(), ''),
	v.trim(),
	v.toLowerCase(),
	v.nonEmpty('form.required'),
	v.maxLength(254, 'form.email'),
	v.regex(
		/^[^\s\p{C}@<>,;:"()[\]\\]+@[^\s\p{C}@<>,;:"()[\]\\]+\.[^\s\p{C}@<>,;:"()[\]\\.]{2,}$/u,
		'form.email'
	)
);

export const language = v.picklist(languages, 'form.choose');

/** An object by language with at least one text in it. */
export const localized = (most = 200) =>
	v.pipe(
		optionalLocalized(most),
		v.check((texts) => Object.values(texts).some(Boolean), 'form.required')
	);

/** An object by language whose texts may all be empty. */
export const optionalLocalized = (most = 200) => v.object(byLanguage(() => text(most)));

/** `2027-05-24`, a day that exists, of these centuries: a year typed as `27` is a slip. */
export const dayText = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^(19|20|21)\d{2}-\d{2}-\d{2}$/, 'form.day'),
	v.check((text) => new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) ?? false, 'form.day')
);

export const optionalDay = v.union([
	v.pipe(
		v.optional(v.literal(''), ''),
		v.transform(() => null)
	),
	dayText
]);

/** `HH:MM`, 24 hours. */
export const timeOfDay = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.time')
);

/** The code of a country there is, or nothing. */
export const country = v.pipe(
	text(2),
	v.toUpperCase(),
	v.check((code) => code === '' || countries.includes(code), 'form.choose'),
	v.transform((code) => code || null)
);

/** A whole number as typed, within bounds. */
export const wholeNumber = (least: number, most: number) =>
	v.pipe(
		v.optional(v.union([v.string(), v.number()]), ''),
		v.transform((typed) => Number(String(typed).trim() || NaN)),
		v.integer('form.number'),
		v.minValue(least, 'form.number'),
		v.maxValue(most, 'form.number')
	);

/** Which state of a row a page showed; the engines' integers end there. */
export const revision = wholeNumber(0, 2_147_483_647);

export const optionalWholeNumber = (least: number, most: number) =>
	v.union([
		v.pipe(
			v.optional(v.literal(''), ''),
			v.transform(() => null)
		),
		wholeNumber(least, most)
	]);

/** A checkbox: present or not. */
export const ticked = v.pipe(
	v.optional(v.unknown()),
	v.transform((value) => value !== undefined && value !== '' && value !== false)
);
