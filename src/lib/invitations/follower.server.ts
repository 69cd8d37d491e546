import { listenFor } from '#lib/changes/signals.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { instantNow, minute, second } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import { followCalendars } from './follow.server.ts';

/** Between two looks when nobody wakes it, in milliseconds. */
const idle = minute;

/**
 * Keeps every calendar in line with the log until stopped. Any number of them, in any number of processes, may share one
 * database.
 */
export function startCalendarFollower(db: Database): CalendarFollower {
	return new CalendarFollower(db);
}

export class CalendarFollower {
	readonly #db: Database;
	readonly #stopListening: () => void;
	#stopping = false;
	#woken = true;
	#wakeUp: () => void = () => undefined;
	#atRest: (() => void)[] = [];
	readonly #running: Promise<void>;

	constructor(db: Database) {
		this.#db = db;
		this.#stopListening = listenFor(db, 'changes', () => this.#wake());
		this.#running = this.#run();
	}

	/** Resolves when everything that may be done now is done. */
	atRest(): Promise<void> {
		const rest = new Promise<void>((resolve) => this.#atRest.push(resolve));
		this.#wake();
		return rest;
	}

	/** Ends after what it has in hand. */
	async stop(): Promise<void> {
		this.#stopping = true;
		this.#stopListening();
		this.#wake();
		await this.#running;
	}

	#wake(): void {
		this.#woken = true;
		this.#wakeUp();
	}

	async #run(): Promise<void> {
		while (!this.#stopping) {
			this.#woken = false;
			let wait = idle;
			try {
				const again = await followCalendars(this.#db, instantNow());
				if (again) wait = Math.min(idle, Math.max(0, Date.parse(again) - Date.now()));
				if (!this.#woken) for (const resolve of this.#atRest.splice(0)) resolve();
			} catch (error) {
				log.error({ ...describeError(error) }, 'calendars could not be brought in line');
				wait = second;
				this.#woken = false;
			}
			await this.#rest(wait);
		}
		for (const resolve of this.#atRest.splice(0)) resolve();
	}

	async #rest(milliseconds: number): Promise<void> {
		if (this.#woken || this.#stopping) return;
		let timer: NodeJS.Timeout | undefined;
		await new Promise<void>((resolve) => {
			this.#wakeUp = resolve;
			timer = setTimeout(resolve, milliseconds);
			timer.unref();
		});
		clearTimeout(timer);
	}
}
