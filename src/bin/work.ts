export async function work(): Promise<void> {
	throw new Error('not yet');
}
