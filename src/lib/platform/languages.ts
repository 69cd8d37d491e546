import type { Audience } from '#messages/language.ts';
import { fallback, folders } from '#messages/languages.ts';

/** The code of a language that the app speaks. */
export type Language = keyof typeof folders;

/** The languages that the app speaks, in the order in which a reader is offered them. */
export const languages = Object.keys(folders) as Language[];

/** The language that stands in for one that is not spoken, and for words that another lacks. */
export const fallbackLanguage: Language = fallback;

/** True for the code of a language that the app speaks. */
export function isLanguage(text: unknown): text is Language {
	return languages.includes(text as Language);
}

/** The language of that code; where the app does not speak it, the other one. */
export function languageOr(
	text: string | null | undefined,
	other: Language = fallbackLanguage
): Language {
	return isLanguage(text) ? text : other;
}

/** The result of `make` for each language, by its code. */
export function byLanguage<Made>(make: (language: Language) => Made): Record<Language, Made> {
	return Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<
		Language,
		Made
	>;
}

/** The language of a reader's pages and mails: their own where it speaks to such audiences, else the fallback. */
export function languageFor(audience: Audience, language: Language): Language {
	return languagesFor(audience).includes(language) ? language : fallbackLanguage;
}

/** The languages that speak to such audiences, in the order in which they are offered. */
export function languagesFor(audience: Audience): Language[] {
	return languages.filter((language) => {
		const audiences: readonly Audience[] = folders[language].audiences;
		return audiences.includes(audience);
	});
}

/** The name of a language in its own words. */
export function ownName(language: Language): string {
	return folders[language].name;
}

/** The first language that we speak of an Accept-Language header (RFC 9110, 12.5.4); quality values are honoured. */
export function acceptedLanguage(header: string | null): Language {
	const wishes = (header ?? '')
		.split(',')
		.map((part) => {
			const [range = '', ...parameters] = part.trim().split(';');
			const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
			return { language: range.split('-')[0]?.toLowerCase(), quality: Number(quality ?? 1) };
		})
		.filter((wish) => wish.quality > 0)
		.sort((a, b) => b.quality - a.quality);
	return languageOr(wishes.find(({ language }) => isLanguage(language))?.language);
}

/** A text kept in several languages. */
export type LocalizedText = Partial<Record<Language, string>>;

/** Of a text the version that is best shown: the reader's, else the fallback's, else any; empty when there is none. */
export function inLanguage(text: LocalizedText, language: Language): string {
	return text[shownIn(text, language) ?? language] ?? '';
}

/** The language of what `inLanguage` shows, where it is another than the reader's: what is read aloud must know. */
export function otherLanguage(text: LocalizedText, reader: Language): Language | undefined {
	const shown = shownIn(text, reader);
	return shown === reader ? undefined : shown;
}

function shownIn(text: LocalizedText, reader: Language): Language | undefined {
	return [reader, fallbackLanguage, ...languages].find((language) => text[language]);
}
