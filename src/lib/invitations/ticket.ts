/** A ticket's code in groups of four, as people read it aloud; the door takes it with and without the spaces. */
export function spellCode(code: string): string {
	return code.replace(/(.{4})(?=.)/g, '$1 ');
}
