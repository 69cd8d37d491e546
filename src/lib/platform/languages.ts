/** The languages every word is written in; the first is the fallback. */
export const languages = ['en', 'lv'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(text: unknown): text is Language {
	return languages.includes(text as Language);
}

export function languageOr(text: string | null | undefined, fallback: Language): Language {
	return isLanguage(text) ? text : fallback;
}

/** The first supported language of an Accept-Language header (RFC 9110, 12.5.4); quality values are honoured. */
export function acceptedLanguage(header: string | null): Language {
	const wishes = (header ?? '')
		.split(',')
		.map((part) => {
			const [range = '', ...parameters] = part.trim().split(';');
			const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
			return { language: range.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) };
		})
		.filter((wish) => wish.quality > 0)
		.sort((a, b) => b.quality - a.quality);
	const wish = wishes.find(({ language }) => isLanguage(language));
	return wish ? (wish.language as Language) : languages[0];
}

/** A text kept in several languages, and the one that is best shown: the reader's, else English, else any. */
export type LocalizedText = Partial<Record<Language, string>>;

export function inLanguage(text: LocalizedText, language: Language): string {
	return text[language] || text.en || Object.values(text).find(Boolean) || '';
}
