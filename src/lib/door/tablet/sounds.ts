/** Tones in hertz and seconds, apart in height and number, so that nobody needs to look for a yes or a no. */
const tunes = {
	good: [
		[880, 0.09],
		[1320, 0.14]
	],
	attention: [
		[440, 0.16],
		[440, 0.16]
	],
	bad: [
		[330, 0.12],
		[220, 0.3]
	]
} as const;

export type Tune = keyof typeof tunes;

/** Plays answers to a helper who looks at the guest. Silent until a finger has touched the page: browsers want that. */
export class Sounds {
	#context: AudioContext | undefined;
	muted = false;

	/** To be called from a touch. */
	unlock(): void {
		this.#context ??= new AudioContext();
		void this.#context.resume();
	}

	play(tune: Tune): void {
		const context = this.#context;
		if (!context || this.muted) return;
		let at = context.currentTime;
		for (const [hertz, seconds] of tunes[tune]) {
			const tone = context.createOscillator();
			const loudness = context.createGain();
			tone.frequency.value = hertz;
			loudness.gain.setValueAtTime(0.25, at);
			loudness.gain.exponentialRampToValueAtTime(0.001, at + seconds);
			tone.connect(loudness).connect(context.destination);
			tone.start(at);
			tone.stop(at + seconds);
			at += seconds + 0.03;
		}
	}
}
