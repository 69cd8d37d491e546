import { refusal, type Verdict } from '../ticket.ts';
import type { ScanUpload } from '../upload.ts';
import { NotTaken, type DoorServer } from './door-server.ts';
import { keyOf, type Unsent, type UnsentScans } from './unsent-scans.ts';

/** How long a "yes" of the tablet's own list waits for the server's. */
const patience = 700;

/** Brings to the server what the tablet did, in order and until it is there. */
export class Sender {
	readonly #server: DoorServer;
	readonly #unsent: UnsentScans;
	readonly #confirmed: (scan: Unsent, verdict: Verdict) => void;
	#sending: Promise<void> | undefined;

	/** `confirmed` hears what the server says to each. */
	constructor(
		server: DoorServer,
		unsent: UnsentScans,
		confirmed: (scan: Unsent, verdict: Verdict) => void
	) {
		this.#server = server;
		this.#unsent = unsent;
		this.#confirmed = confirmed;
	}

	/** Leaves the decision to the server. Throws when it does not answer in time. */
	async ask(scan: ScanUpload): Promise<Verdict> {
		const { verdicts } = await this.#server.sendScans([scan], AbortSignal.timeout(patience));
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
			const verdicts = await this.#send(batch);
			this.#unsent.remove(batch);
			for (const [at, scan] of batch.entries()) {
				const verdict = verdicts[at];
				const key = keyOf(scan);
				this.#confirmed(scan, verdict?.key === key ? verdict : refusal(key));
			}
			batch = this.#unsent.nextBatch();
		}
	}

	/** Nothing for what the server will never take, so that it does not hold up what stands behind it. */
	async #send(batch: Unsent[]): Promise<Verdict[]> {
		const [first] = batch;
		try {
			const { verdicts } =
				first?.kind === 'walk-in'
					? await this.#server.sendWalkIn(first.walkIn)
					: await this.#server.sendScans(
							batch.flatMap((scan) => (scan.kind === 'scan' ? scan.upload : []))
						);
			return verdicts;
		} catch (error) {
			if (error instanceof NotTaken) return [];
			throw error;
		}
	}
}
