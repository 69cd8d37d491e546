import { randomUUID } from 'node:crypto';
import type { Database } from '#lib/db/connect.ts';
import { instantNow, later, minute, second } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import { mailAttempts } from '#lib/platform/metrics.server.ts';
import { afterDelivery, goodAccount } from './account.ts';
import { claimMails, type ClaimedMail } from './claim.server.ts';
import type { Composer } from './compose.server.ts';
import { deliver, release, type Delivery } from './deliver.server.ts';
import { recordOutcomes, type Outcome } from './outcome.server.ts';
import { keepMailSetting, readMailSettings, type MailHalt } from './settings.server.ts';
import type { MailTransport } from './transport.server.ts';

/** The worker's times, in milliseconds. */
interface Tempo {
	/** How long a claimed mail is held; after a crash others wait this long. Longer than `deadline`. */
	lease: number;
	/** For one mail, from the first word to the server to the last. */
	deadline: number;
	/** Between two looks into the outbox when nobody wakes the worker. */
	idle: number;
	/** Finished mails are written down together, at the latest after this. */
	record: number;
	/** After a server could not be reached: doubling from the first to the most. */
	pause: { first: number; most: number };
}

const usualTempo: Tempo = {
	lease: 3 * minute,
	deadline: 90 * second,
	idle: 2 * second,
	record: 100,
	pause: { first: second, most: minute }
};

export interface MailWorkerOptions extends Composer {
	db: Database;
	transport: MailTransport;
	tempo?: Partial<Tempo>;
}

/**
 * Sends what is in the outbox until stopped. Any number of workers, in any number of processes, may share one
 * database. Delivery is at least once: a mail that a crash leaves in doubt is sent again under the same Message-ID.
 */
export function startMailWorker(options: MailWorkerOptions): MailWorker {
	const worker = new MailWorker(options);
	worker.start();
	return worker;
}

export class MailWorker {
	readonly #options: MailWorkerOptions;
	readonly #tempo: Tempo;
	readonly #owner = randomUUID();
	/** Claimed and not begun, the urgent first. */
	#hand: ClaimedMail[] = [];
	/** How many to hold: about a second's work, so that urgent mails and other workers need not wait long. */
	#handful = 10;
	#handFilledAt = 0;
	/** The last claim found all there was. */
	#dry = false;
	#onTheirWay = 0;
	#outcomes: Outcome[] = [];
	#account = goodAccount;
	#pausedUntil = 0;
	#halting = false;
	#stopping = false;
	#woken = false;
	#wakeUp: () => void = () => undefined;
	#atRest: (() => void)[] = [];
	#running: Promise<void> = Promise.resolve();

	constructor(options: MailWorkerOptions) {
		this.#options = options;
		this.#tempo = { ...usualTempo, ...options.tempo };
	}

	start(): void {
		this.#running = this.#run();
	}

	/** There may be something new to send. Call it after the transaction that queued it. */
	wake(): void {
		this.#woken = true;
		this.#wakeUp();
	}

	/** Resolves when nothing that is due is left to do, or when sending is halted. */
	atRest(): Promise<void> {
		const rest = new Promise<void>((resolve) => this.#atRest.push(resolve));
		this.wake();
		return rest;
	}

	/** Takes nothing more, gives back what was not begun, waits up to `patience` for what was, and writes it down. */
	async stop(patience = 8 * second): Promise<void> {
		this.#stopping = true;
		this.#giveBack();
		this.wake();
		const timer = setTimeout(() => this.#options.transport.close(), patience);
		await this.#running;
		clearTimeout(timer);
		this.#options.transport.close();
	}

	async #run(): Promise<void> {
		while (!this.#stopping || this.#onTheirWay > 0 || this.#outcomes.length > 0) {
			this.#woken = false;
			try {
				await this.#record();
				if (!this.#stopping) await this.#take();
			} catch (error) {
				log.error({ ...describeError(error) }, 'outbox out of reach');
				if (this.#stopping && this.#onTheirWay === 0) return;
				await pause(this.#tempo.pause.first);
			}
			this.#begin();
			await this.#rest();
		}
		for (const resolve of this.#atRest.splice(0)) resolve();
	}

	async #record(): Promise<void> {
		const outcomes = this.#outcomes.splice(0);
		try {
			await recordOutcomes(this.#options.db, outcomes);
		} catch (error) {
			this.#outcomes.unshift(...outcomes);
			throw error;
		}
	}

	async #take(): Promise<void> {
		if (this.#halting || Date.now() < this.#pausedUntil) return;
		if (this.#hand.length > this.#handful / 2) return;
		const { db } = this.#options;
		const { caps, halt } = await readMailSettings(db);
		if (halt && halt.route !== this.#options.transport.route) {
			await keepMailSetting(db, 'halt', null, instantNow());
		} else if (halt) {
			this.#giveBack();
			return this.#sayAtRest();
		}
		const now = instantNow();
		const limit = this.#limit();
		const claimed = await claimMails(db, {
			owner: this.#owner,
			limit,
			now,
			until: later(now, this.#tempo.lease),
			caps
		});
		this.#dry = claimed.length < limit;
		if (claimed.length === 0 && this.#hand.length === 0) this.#sayAtRest();
		this.#hand = [...this.#hand, ...claimed].sort((a, b) => a.priority - b.priority);
	}

	/** After failures to reach the server one mail tries the way for all. */
	#limit(): number {
		if (this.#account.unreachable > 0) return this.#onTheirWay > 0 ? 0 : 1;
		const took = performance.now() - this.#handFilledAt;
		if (took < second / 2) this.#handful = Math.min(this.#handful * 2, 500);
		else if (took > 2 * second) this.#handful = Math.max(Math.floor(this.#handful / 2), 10);
		this.#handFilledAt = performance.now();
		return this.#handful - this.#hand.length;
	}

	/** Twice as many as there are connections: the next is composed while one is on the wire. */
	#begin(): void {
		while (this.#onTheirWay < this.#options.transport.connections * 2) {
			const mail = this.#hand.shift();
			if (!mail) return;
			const left = Date.parse(mail.dueAt) - Date.now();
			if (left < this.#tempo.deadline) {
				this.#outcomes.push(release(mail));
				continue;
			}
			this.#onTheirWay++;
			void this.#deliver(mail);
		}
	}

	async #deliver(mail: ClaimedMail): Promise<void> {
		const { outcome, failure } = await deliver(
			this.#options,
			this.#options.transport,
			mail,
			this.#tempo.deadline
		);
		this.#onTheirWay--;
		this.#outcomes.push(outcome);
		if (outcome.tried) mailAttempts.inc({ outcome: outcome.tried.outcome });
		await this.#watchAccount(mail, { outcome, failure });
		if (!this.#stopping) this.#begin();
		const thin = this.#hand.length <= this.#handful / 2;
		if ((thin && !this.#dry) || this.#outcomes.length >= 100 || this.#onTheirWay === 0) this.wake();
	}

	async #watchAccount(mail: ClaimedMail, { outcome, failure }: Delivery): Promise<void> {
		// A mail that was not handed to anybody says nothing.
		if (outcome.state !== 'sent' && !failure) return;
		// Those that were on their way together met one and the same closed door.
		if (failure?.kind === 'unreachable' && Date.now() < this.#pausedUntil) return;
		const { account, halt } = afterDelivery(this.#account, mail.id, failure);
		this.#account = account;
		if (halt) await this.#halt(halt, failure?.detail ?? '');
		if (failure?.kind === 'unreachable') {
			this.#giveBack();
			const { first, most } = this.#tempo.pause;
			this.#pausedUntil = Date.now() + Math.min(first * 2 ** (account.unreachable - 1), most);
		}
	}

	async #halt(reason: MailHalt['reason'], detail: string): Promise<void> {
		if (this.#halting) return;
		this.#halting = true;
		this.#giveBack();
		const at = instantNow();
		const { route } = this.#options.transport;
		log.error({ reason }, 'mail halted: an organiser has to look at the account');
		try {
			await keepMailSetting(this.#options.db, 'halt', { reason, detail, at, route }, at);
		} catch (error) {
			log.error({ ...describeError(error) }, 'outbox out of reach');
		}
		this.#halting = false;
	}

	#giveBack(): void {
		this.#outcomes.push(...this.#hand.splice(0).map(release));
	}

	#sayAtRest(): void {
		if (this.#onTheirWay > 0 || this.#outcomes.length > 0) return;
		for (const resolve of this.#atRest.splice(0)) resolve();
	}

	/** Until somebody wakes the worker, there is something to write down, or it is time to look again. */
	async #rest(): Promise<void> {
		if (this.#woken) return;
		const { idle, record } = this.#tempo;
		const paused = Math.max(this.#pausedUntil - Date.now(), 0);
		const time = this.#outcomes.length > 0 ? record : paused > 0 ? Math.min(paused, idle) : idle;
		let timer: NodeJS.Timeout | undefined;
		await new Promise<void>((resolve) => {
			this.#wakeUp = resolve;
			timer = setTimeout(resolve, time);
		});
		clearTimeout(timer);
	}
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
