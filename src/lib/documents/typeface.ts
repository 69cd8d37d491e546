/**
 * The letters that Libertinus Serif, the typeface built into Typst, can show of the Latin, Greek and Cyrillic
 * alphabets, figures and punctuation: probed letter by letter. PDF/A refuses text with letters its font lacks.
 */
const letters = String.raw`[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02e4\u0300-\u036f\u0384-\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0477\u048c-\u04c4\u04c7-\u04cc\u04d0-\u04f9\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef\u1ff2-\u1ff4\u1ff6-\u1ffe\u2010-\u2027\u2030-\u2037\u2039-\u203e\u20ac\u2116\u2122]`;
const shown = new RegExp(`^${letters}*$`, 'u');
const notShown = new RegExp(letters.replace('[', '[^'), 'gu');

/** True when every letter of a text can be printed. */
export function isPrintable(text: string): boolean {
	return shown.test(text.normalize('NFC'));
}

/** A text without the letters that cannot be printed, such as emoji; spaces single. */
export function printable(text: string): string {
	return text.normalize('NFC').replace(notShown, ' ').replace(/ +/g, ' ').trim();
}
