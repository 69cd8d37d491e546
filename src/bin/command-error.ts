/** A fault that the person who runs a command has to know or mend; its message is one clear line. */
export class CommandError extends Error {
	override readonly name = 'CommandError';
}
