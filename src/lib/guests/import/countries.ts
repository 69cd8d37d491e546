import { countries, countryOptions } from '#lib/platform/countries.ts';
import { languages } from '#lib/platform/languages.ts';
import { fold } from '#lib/platform/text.ts';

/** Names that people write besides a country's own and its ISO 3166-1 code. */
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
	codes = new Map(countries.map((code) => [fold(code), code]));
	for (const language of languages) {
		for (const { value, label } of countryOptions(language)) codes.set(fold(label), value);
	}
	for (const [name, code] of Object.entries(alsoCalled)) codes.set(name, code);
	return codes;
}

/** The ISO 3166-1 code of a country given by code or by its name in English or Latvian; undefined when unknown. */
export function countryCode(text: string): string | undefined {
	return codeByName().get(fold(text).replace(/\.$/, ''));
}
