/** A code as a person typed it, in the form it was made: upper case, without spaces or dashes, misread letters mended. */
export function normalizeCode(typed: string): string {
	return typed
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
}
