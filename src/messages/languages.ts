import en from './en/language.ts';
import lt from './lt/language.ts';
import lv from './lv/language.ts';
import type { LanguageFolder } from './language.ts';

/** The folder of each language, by its code (ISO 639): the first part of an address, as in `/lv/2027`. */
export const folders = {
	en,
	lv,
	lt
} satisfies Record<string, LanguageFolder>;

/** The language whose words are the list of messages, and which stands in where another has none. */
export const fallback = 'en';

/** The words of the fallback. */
export type FallbackWords = typeof import('./en/words.ts').default;
