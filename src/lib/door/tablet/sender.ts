import type { Verdict } from '../ticket.ts';
import type { ScanUpload } from '../upload.ts';
import { sendScans, sendWalkIn } from './door-server.ts';
import type { Unsent, UnsentScans } from './unsent.ts';

/** How long a "yes" of the tablet's own list waits for the server's. */
const patience = 700;

/** Brings to the server what the tablet did, in order and until it is there. */
export class Sender {
	readonly #unsent: UnsentScans;
	readonly #confirmed: (item: Unsent, verdict: Verdict) => void;
	#sending: Promise<void> | undefined;

	/** `confirmed` hears what the server says to each. */
	constructor(unsent: UnsentScans, confirmed: (item: Unsent, verdict: Verdict) => void) {
		this.#unsent = unsent;
		this.#confirmed = confirmed;
	}

	/** Leaves the decision to the server. Throws when it does not answer in time. */
	async ask(scan: ScanUpload): Promise<Verdict> {
		const { verdicts } = await sendScans([scan], AbortSignal.timeout(patience));
		const [verdict] = verdicts;
		if (!verdict) throw new Error('no verdict');
		return verdict;
	}

	/** Sends all that waits. Throws without a network; what was not confirmed goes again the next time. */
	flush(): Promise<void> {
		this.#sending ??= this.#flushAll().finally(() => (this.#sending = undefined));
		return this.#sending;
	}

	async #flushAll(): Promise<void> {
		for (let batch = this.#unsent.nextBatch(); batch.length > 0;) {
			const { verdicts } = await send(batch);
			this.#unsent.remove(batch);
			for (const [at, item] of batch.entries()) {
				const verdict = verdicts[at];
				if (verdict) this.#confirmed(item, verdict);
			}
			batch = this.#unsent.nextBatch();
		}
	}
}

function send(batch: Unsent[]) {
	const [first] = batch;
	return first?.kind === 'walk-in'
		? sendWalkIn(first.walkIn)
		: sendScans(batch.flatMap((item) => (item.kind === 'scan' ? item.scan : [])));
}
