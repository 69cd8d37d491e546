import { setImmediate } from 'node:timers/promises';

interface QueuedWork<Work, Result> {
	work: Work;
	resolve: (result: Result) => void;
	reject: (error: unknown) => void;
}

/**
 * Lets work that arrives while other work is being written share the next transaction, because a commit that
 * reaches the disk costs far more than a row. A group that fails is tried again one by one, so that nothing
 * suffers from its neighbours.
 */
export class Turnstile<Work, Result> {
	readonly #pass: (take: () => Work[]) => Promise<Result[]>;
	readonly #most: number;
	#queue: QueuedWork<Work, Result>[] = [];
	#turning = false;

	/**
	 * `pass` opens the transaction, only then takes the group that waits by now (at most `most` pieces), and
	 * answers for each piece in its order.
	 */
	constructor(pass: (take: () => Work[]) => Promise<Result[]>, most: number) {
		this.#pass = pass;
		this.#most = most;
	}

	go(work: Work): Promise<Result> {
		const { promise, resolve, reject } = Promise.withResolvers<Result>();
		this.#queue.push({ work, resolve, reject });
		if (!this.#turning) void this.#turn();
		return promise;
	}

	async #turn(): Promise<void> {
		this.#turning = true;
		while (this.#queue.length > 0) {
			await this.#gather();
			let group: QueuedWork<Work, Result>[] = [];
			try {
				const results = await this.#pass(() => {
					// A transaction that has to begin again takes the same.
					if (group.length === 0) {
						group = this.#queue.splice(0, this.#most);
					}
					return group.map(({ work }) => work);
				});
				for (const [at, { resolve }] of group.entries()) resolve(results[at] as Result);
			} catch (error) {
				// Before it took anything, the transaction could not be opened: that fails whoever waits first.
				if (group.length === 0) group = this.#queue.splice(0, 1);
				if (group.length === 1) group[0]?.reject(error);
				else for (const one of group) await this.#alone(one);
			}
		}
		this.#turning = false;
	}

	/** Commits to SQLite hold the process up: as long as more arrive of those who came meanwhile, they are let in first. */
	async #gather(): Promise<void> {
		let before: number;
		do {
			before = this.#queue.length;
			await setImmediate();
		} while (this.#queue.length > before && this.#queue.length < this.#most);
	}

	async #alone({ work, resolve, reject }: QueuedWork<Work, Result>): Promise<void> {
		try {
			const [result] = await this.#pass(() => [work]);
			resolve(result as Result);
		} catch (error) {
			reject(error);
		}
	}
}
