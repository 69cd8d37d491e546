/** A hand-held scanner types like a keyboard, only faster, and ends with Enter. */
const slowestKey = 100;
const shortestCode = 6;

/** Tells what a scanner types from what a person does. */
export class KeyReader {
	#typed = '';
	#lastAt = 0;

	/** The code that was scanned, when this key (as `KeyboardEvent.key`, at a time in milliseconds) ends it. */
	hear(key: string, at: number): string | undefined {
		if (at - this.#lastAt > slowestKey) this.#typed = '';
		this.#lastAt = at;
		if (key.length === 1) this.#typed += key;
		if (key !== 'Enter' || this.#typed.length < shortestCode) return undefined;
		const typed = this.#typed;
		this.#typed = '';
		return typed;
	}
}

/** Hears codes typed outside any field. Ends with what is returned. */
export function listenForKeys(found: (text: string) => void): () => void {
	const reader = new KeyReader();
	const hear = (event: KeyboardEvent) => {
		if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const text = reader.hear(event.key, event.timeStamp);
		if (text === undefined) return;
		// Enter would also press the button that has the focus.
		event.preventDefault();
		found(text);
	};
	addEventListener('keydown', hear, { capture: true });
	return () => removeEventListener('keydown', hear, { capture: true });
}
