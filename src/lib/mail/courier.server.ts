import type { ClaimedMail } from './claim.server.ts';
import type { Composer } from './compose.server.ts';
import {
	deliverMail,
	givenBack,
	prepareMails,
	type DeliveryAttempt,
	type PreparedMail
} from './deliver.server.ts';
import type { MailTransport } from './transport.server.ts';

/** Mails that are given their words at once: many when they leave fast, few when words would grow old meanwhile. */
const composedAtOnce = { least: 4, most: 25 };

/**
 * Carries claimed mails out: gives them their words, a few ahead, and keeps the connections busy, the urgent
 * first. Says of each what became of it; writes nothing down.
 */
export class Courier {
	readonly #composer: Composer;
	readonly #transport: MailTransport;
	readonly #deadline: number;
	readonly #tell: (delivery: DeliveryAttempt) => void;
	/** Without words. */
	#hand: ClaimedMail[] = [];
	/** With their words, until a connection is free. */
	#ready: PreparedMail[] = [];
	#composing = 0;
	#onTheirWay = 0;
	/** Raised when everything is given back, so that what is being composed then goes back as well. */
	#round = 0;

	constructor(
		composer: Composer,
		transport: MailTransport,
		deadline: number,
		tell: (delivery: DeliveryAttempt) => void
	) {
		this.#composer = composer;
		this.#transport = transport;
		this.#deadline = deadline;
		this.#tell = tell;
	}

	/** Mails that were not begun. */
	get unbegun(): number {
		return this.#hand.length + this.#composing + this.#ready.length;
	}

	get isIdle(): boolean {
		return this.unbegun + this.#onTheirWay === 0;
	}

	take(mails: ClaimedMail[]): void {
		this.#hand = [...this.#hand, ...mails].sort((a, b) => a.priority - b.priority);
		this.#goOn();
	}

	/** Gives back whatever was not begun. */
	giveBack(): void {
		this.#round++;
		const ready = this.#ready.splice(0).map(({ mail }) => mail);
		for (const mail of [...ready, ...this.#hand.splice(0)]) this.#tell({ result: givenBack(mail) });
	}

	#goOn(): void {
		const { connections } = this.#transport;
		while (this.#onTheirWay < connections) {
			const next = this.#ready.shift();
			if (!next) break;
			// It waited long for a slow server: another worker may have it any moment.
			if (this.#isLate(next.mail)) {
				this.#tell({ result: givenBack(next.mail) });
				continue;
			}
			this.#onTheirWay++;
			void this.#deliverMail(next);
		}
		const [mail] = this.#hand;
		const [next] = this.#ready;
		if (!mail || this.#composing > 0) return;
		if (!next || this.#ready.length < connections || mail.priority < next.mail.priority) {
			const { least, most } = composedAtOnce;
			const count = Math.min(Math.max(Math.ceil(this.#hand.length / 10), least), most);
			void this.#compose(this.#hand.splice(0, count));
		}
	}

	async #compose(mails: ClaimedMail[]): Promise<void> {
		this.#composing = mails.length;
		const round = this.#round;
		const late = mails.filter((mail) => this.#isLate(mail));
		const timely = mails.filter((mail) => !late.includes(mail));
		const { ready, results } = await prepareMails(this.#composer, this.#transport, timely);
		this.#composing = 0;
		results.push(...late.map(givenBack));
		if (round === this.#round) {
			this.#ready = [...this.#ready, ...ready].sort((a, b) => a.mail.priority - b.mail.priority);
		} else results.push(...ready.map(({ mail }) => givenBack(mail)));
		for (const result of results) this.#tell({ result });
		this.#goOn();
	}

	/** Its lease may end before it is handed over. */
	#isLate({ dueAt }: ClaimedMail): boolean {
		return Date.parse(dueAt) <= Date.now() + this.#deadline;
	}

	async #deliverMail(ready: PreparedMail): Promise<void> {
		const delivery = await deliverMail(this.#composer, this.#transport, ready, this.#deadline);
		this.#onTheirWay--;
		this.#tell(delivery);
		this.#goOn();
	}
}
