import { randomUUID } from 'node:crypto';
import { listenFor } from '#lib/changes/signals.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { instantNow, later, minute, second } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import { mailAttempts } from '#lib/platform/metrics.server.ts';
import { Wakeable } from '#lib/platform/wakeable.server.ts';
import { afterDelivery, goodAccount } from './account.ts';
import { haltMails, resumeMails } from './attention.server.ts';
import { claimMails } from './claim.server.ts';
import type { Composer } from './compose.server.ts';
import { Courier } from './courier.server.ts';
import type { DeliveryAttempt } from './deliver.server.ts';
import type { Failure } from './failure.ts';
import { recordDeliveryResults, type DeliveryResult } from './delivery-results.server.ts';
import { readMailSettings, type MailHalt } from './settings.server.ts';
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

/** Results that are written down together, at the most. */
const recordedAtOnce = 100;

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
	readonly #courier: Courier;
	/** How many to hold: about a second's work, so that urgent mails and other workers need not wait long. */
	#handful = 10;
	#filledAt = 0;
	/** A halt is lifted by who starts with another account, once: two processes with two would lift each other's for ever. */
	#hasLooked = false;
	/** The last claim found all there was. */
	#dry = false;
	#results: DeliveryResult[] = [];
	#account = goodAccount;
	#pausedUntil = 0;
	#halting = false;
	#stopping = false;
	readonly #wakeable = new Wakeable();
	#atRest: (() => void)[] = [];
	#running: Promise<void> = Promise.resolve();
	#stopListening: () => void = () => undefined;

	constructor(options: MailWorkerOptions) {
		this.#options = options;
		this.#tempo = { ...usualTempo, ...options.tempo };
		this.#courier = new Courier(options, options.transport, this.#tempo.deadline, (delivery) =>
			this.#hear(delivery)
		);
	}

	start(): void {
		this.#stopListening = listenFor(this.#options.db, 'mails', () => this.wake());
		this.#running = this.#run();
	}

	/** There may be something new to send. */
	wake(): void {
		this.#wakeable.wake();
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
		this.#stopListening();
		this.#courier.giveBack();
		this.wake();
		const timer = setTimeout(() => this.#options.transport.close(), patience);
		await this.#running;
		clearTimeout(timer);
		this.#options.transport.close();
	}

	async #run(): Promise<void> {
		while (!this.#stopping || !this.#courier.isIdle || this.#results.length > 0) {
			try {
				await this.#record();
				if (!this.#stopping) await this.#take();
			} catch (error) {
				log.error({ ...describeError(error) }, 'outbox out of reach');
				if (this.#stopping && this.#courier.isIdle) break;
				await pause(this.#tempo.pause.first);
			}
			await this.#wakeable.rest(this.#restTime());
		}
		for (const resolve of this.#atRest.splice(0)) resolve();
	}

	async #record(): Promise<void> {
		const results = this.#results.splice(0);
		try {
			await recordDeliveryResults(this.#options.db, results);
		} catch (error) {
			this.#results.unshift(...results);
			throw error;
		}
	}

	async #take(): Promise<void> {
		if (this.#halting || Date.now() < this.#pausedUntil) return;
		const limit = this.#limit();
		if (limit === 0) return;
		const { db, transport } = this.#options;
		const { caps, halt } = await readMailSettings(db);
		const isFirst = !this.#hasLooked;
		this.#hasLooked = true;
		if (halt && isFirst && halt.route !== transport.route) {
			await resumeMails(db, { editionId: null, by: null, now: instantNow() });
		} else if (halt) {
			this.#courier.giveBack();
			return this.#sayAtRest();
		}
		const now = instantNow();
		const until = later(now, this.#tempo.lease);
		const claimed = await claimMails(db, { owner: this.#owner, limit, now, until, caps });
		this.#dry = claimed.length < limit;
		if (claimed.length > 0) this.#courier.take(claimed);
		else this.#sayAtRest();
		// Between the claim and here the account may have been refused, or everything stopped.
		if (this.#stopping || this.#halting) this.#courier.giveBack();
	}

	/** How many to claim now. After failures to reach the server one mail tries the way for all. */
	#limit(): number {
		const { unbegun, isIdle } = this.#courier;
		if (this.#account.unreachable > 0) return isIdle ? 1 : 0;
		if (unbegun > this.#handful / 2) return 0;
		const took = performance.now() - this.#filledAt;
		if (took < second / 2) this.#handful = Math.min(this.#handful * 2, 500);
		else if (took > 2 * second) this.#handful = Math.max(Math.floor(this.#handful / 2), 10);
		this.#filledAt = performance.now();
		return this.#handful - unbegun;
	}

	#hear({ result, failure }: DeliveryAttempt): void {
		this.#results.push(result);
		if (result.tried) mailAttempts.inc({ result: result.tried.result });
		// A mail that was not handed to anybody says nothing about the account.
		if (result.state === 'sent' || failure) this.#judge(result.mail.id, failure);
		const { unbegun, isIdle } = this.#courier;
		const isThin = unbegun <= this.#handful / 2 && !this.#dry;
		if (isThin || isIdle || this.#results.length >= recordedAtOnce) this.wake();
	}

	#judge(mailId: string, failure: Failure | undefined): void {
		const isUnreachable = failure?.kind === 'unreachable';
		// Those that were on their way together met one and the same closed door.
		if (isUnreachable && Date.now() < this.#pausedUntil) return;
		const { account, halt } = afterDelivery(this.#account, mailId, failure);
		this.#account = account;
		if (halt) void this.#halt(halt, failure?.detail ?? '');
		if (isUnreachable) {
			const { first, most } = this.#tempo.pause;
			this.#pausedUntil = Date.now() + Math.min(first * 2 ** (account.unreachable - 1), most);
			this.#courier.giveBack();
		}
	}

	async #halt(reason: MailHalt['reason'], detail: string): Promise<void> {
		if (this.#halting) return;
		this.#halting = true;
		this.#courier.giveBack();
		const at = instantNow();
		const { route } = this.#options.transport;
		log.error({ reason }, 'mail halted: an organiser has to look at the account');
		try {
			await haltMails(this.#options.db, { reason, detail, at, route });
		} catch (error) {
			log.error({ ...describeError(error) }, 'outbox out of reach');
		}
		this.#halting = false;
		this.wake();
	}

	#sayAtRest(): void {
		if (!this.#courier.isIdle || this.#results.length > 0) return;
		for (const resolve of this.#atRest.splice(0)) resolve();
	}

	/** The milliseconds until there is something to write down, or it is time to look again. */
	#restTime(): number {
		const { idle, record } = this.#tempo;
		const paused = Math.max(this.#pausedUntil - Date.now(), 0);
		if (this.#results.length > 0) return record;
		return paused > 0 ? Math.min(paused, idle) : idle;
	}
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
