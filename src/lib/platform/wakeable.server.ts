/** The rest between two looks at something, which anybody may end. A wake during the look ends the rest that follows. */
export class Wakeable {
	#woken = false;
	#wakeUp: () => void = () => undefined;

	/** True when somebody woke it since the last rest. */
	get isWoken(): boolean {
		return this.#woken;
	}

	wake(): void {
		this.#woken = true;
		this.#wakeUp();
	}

	/** Resolves when it is woken, or was since the last rest, and at the latest after so many milliseconds. */
	async rest(milliseconds: number): Promise<void> {
		if (!this.#woken) {
			let timer: NodeJS.Timeout | undefined;
			await new Promise<void>((resolve) => {
				this.#wakeUp = resolve;
				timer = setTimeout(resolve, milliseconds);
			});
			clearTimeout(timer);
		}
		this.#woken = false;
	}
}
