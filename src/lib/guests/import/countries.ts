import { languages } from '#lib/platform/languages.ts';
import { fold } from '#lib/platform/text.ts';

/** What people write besides a country's name and its ISO 3166-1 code. */
const alsoCalled: Record<string, string> = {
	uk: 'GB',
	england: 'GB',
	scotland: 'GB',
	wales: 'GB',
	'great britain': 'GB',
	anglija: 'GB',
	skotija: 'GB',
	velsa: 'GB',
	lielbritanija: 'GB',
	el: 'GR',
	'czech republic': 'CZ',
	'cehijas republika': 'CZ',
	'slovak republic': 'SK',
	holland: 'NL',
	holande: 'NL',
	'the netherlands': 'NL',
	usa: 'US',
	asv: 'US'
};

let codes: Map<string, string> | undefined;

function codeByName(): Map<string, string> {
	if (codes) return codes;
	codes = new Map(Object.entries(alsoCalled));
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const current = letters
		.flatMap((one) => letters.map((other) => one + other))
		// Codes of countries that are no more stand for those that followed.
		.filter((code) => new Intl.Locale(`und-${code}`).region === code);
	for (const language of languages) {
		const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
		for (const code of current) {
			const name = names.of(code);
			if (!name) continue;
			if (!codes.has(fold(name))) codes.set(fold(name), code);
			if (!codes.has(fold(code))) codes.set(fold(code), code);
		}
	}
	return codes;
}

/** The ISO 3166-1 code of a country given by code or by its name in English or Latvian; undefined when unknown. */
export function countryCode(text: string): string | undefined {
	return codeByName().get(fold(text).replace(/\.$/, ''));
}
