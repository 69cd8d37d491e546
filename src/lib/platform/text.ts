const letters: Record<string, string> = {
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ı: 'i',
	þ: 'th',
	ħ: 'h'
};

/** The order of ids and instants, the same on every machine; 0 for equals. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** A name as it is searched for: lower case, accents and other marks gone, spaces single. `Šķēle` becomes `skele`. */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[øđðłßæœıþħ]/g, (letter) => letters[letter] ?? letter)
		.replace(/\s+/g, ' ')
		.trim();
}

/** Characters without a picture of their own: of direction, of no width, hyphens that may show, fillers. */
const unseen =
	/[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/g;
/** Joiners, as emoji and Persian have them, that do not stand between two visible signs. */
const looseJoiners =
	/(?<![\p{L}\p{M}\p{N}\p{P}\p{S}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{N}\p{P}\p{S}])/gu;

/** Whether there is something to see: a letter, a digit, a sign. */
export function isVisible(text: string): boolean {
	return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** Text from outside made safe to keep on one line: NFC, control and invisible characters gone, spaces single. */
export function oneLine(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.replace(unseen, '')
		.replace(looseJoiners, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/** As `oneLine`, but keeps line breaks (as `\n`) and empty lines, for abstracts and notes. */
export function manyLines(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.map((line) => oneLine(line))
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
