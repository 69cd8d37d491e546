/** The context that a guest's sealed words about their needs are bound to: they cannot be opened for another guest. */
export function needsContext(guestId: string): string {
	return `access-need:${guestId}`;
}
