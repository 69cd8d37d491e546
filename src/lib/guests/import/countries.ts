import { countries, countryOptions } from '#lib/platform/countries.ts';
import { languages } from '#lib/platform/languages.ts';
import { fold } from '#lib/platform/text.ts';
import { vocabulary } from './vocabulary.ts';

/** Codes that the European Union writes instead of those of ISO 3166-1. */
const alsoCoded: Record<string, string> = { el: 'GR', uk: 'GB' };

let codes: Map<string, string> | undefined;

function codeByName(): Map<string, string> {
	codes ??= new Map([
		...countries.map((code) => [fold(code), code] as const),
		...languages.flatMap((language) =>
			countryOptions(language).map(({ value, label }) => [fold(label), value] as const)
		),
		...Object.entries(alsoCoded),
		...vocabulary.flatMap((list) => Object.entries(list.countries))
	]);
	return codes;
}

/** The ISO 3166-1 code of a country given by code or by its name in a language that we speak; undefined when unknown. */
export function countryCode(text: string): string | undefined {
	return codeByName().get(fold(text).replace(/\.$/, ''));
}
