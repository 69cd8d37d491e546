/** A code as a person typed it, in the form it was made: upper case, without spaces or dashes, misread letters mended. */
export function normalizeCode(typed: string): string {
	return typed
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
}

/** A code in groups of four, as people read it aloud: `7K3M 9QXW 2B4H`. Typed, it is taken with and without them. */
export function spellCode(code: string, between = ' '): string {
	return code.replace(/(.{4})(?=.)/g, `$1${between}`);
}
