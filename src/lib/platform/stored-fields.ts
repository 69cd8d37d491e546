import * as v from 'valibot';
import { languages, type Language } from './languages.ts';

/** Schemas of what is stored as JSON. Unlike those of forms they take a value as it is or refuse it. */

/** A text by language; one in a language that is ours no more is left out. */
export const localizedText = v.partial(
	v.object(
		Object.fromEntries(languages.map((language) => [language, v.string()])) as Record<
			Language,
			v.StringSchema<undefined>
		>
	)
);
