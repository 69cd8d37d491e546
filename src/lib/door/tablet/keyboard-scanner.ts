/** A hand-held scanner types like a keyboard, only faster, and ends with Enter. */
const slowestKey = 100;
const shortestCode = 6;

/** Hears codes typed outside any field. Ends with what is returned. */
export function listenForKeys(found: (text: string) => void): () => void {
	let typed = '';
	let lastAt = 0;
	const hear = (event: KeyboardEvent) => {
		if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.timeStamp - lastAt > slowestKey) typed = '';
		lastAt = event.timeStamp;
		if (event.key === 'Enter') {
			if (typed.length < shortestCode) return;
			// Enter would also press the button that has the focus.
			event.preventDefault();
			found(typed);
			typed = '';
		} else if (event.key.length === 1) typed += event.key;
	};
	addEventListener('keydown', hear, { capture: true });
	return () => removeEventListener('keydown', hear, { capture: true });
}
