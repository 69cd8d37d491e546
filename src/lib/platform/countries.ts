import { countryName, sortNames } from './format.ts';
import type { Language } from './languages.ts';

/** ISO 3166-1 alpha-2, and XK for Kosovo as the European Union writes it. */
export const countries =
	`AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO FR GA GB GD GE GH GI GL GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW`.split(
		' '
	);

/** Every country by its name in a language, in that language's order, for a select. */
export function countryOptions(language: Language): { value: string; label: string }[] {
	const options = countries.map((value) => ({ value, label: countryName(value, language) }));
	return sortNames(options, ({ label }) => label, language);
}
