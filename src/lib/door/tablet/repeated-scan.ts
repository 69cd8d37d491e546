import { ticketCodeIn } from '../ticket.ts';

/** A code is heard once, until it was away this long. */
const sameCodeAgain = 2_500;

/** Tells a new scan from the same ticket still before the camera, or from a trigger that was pulled twice. */
export class RepeatedScanFilter {
	#last = { code: '', at: -Infinity };

	/** `at` in milliseconds, by a clock that only rises. */
	isNew(text: string, at: number): boolean {
		const code = ticketCodeIn(text);
		const isSame = code === this.#last.code && at - this.#last.at < sameCodeAgain;
		this.#last = { code, at };
		return !isSame;
	}
}
