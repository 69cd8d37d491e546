import { setTimeout as pause } from 'node:timers/promises';
import { listenFor } from '#lib/changes/signals.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { instantNow, minute, second } from '#lib/platform/clock.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import { Wakeable } from '#lib/platform/wakeable.server.ts';
import { followCalendars, type PassedOver } from './follow.server.ts';

/** Between being woken and looking, in milliseconds. */
const breath = 20;

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
	readonly #wakeable = new Wakeable();
	readonly #passed: PassedOver = { position: 0 };
	#stopping = false;
	#atRest: (() => void)[] = [];
	readonly #running: Promise<void>;

	constructor(db: Database) {
		this.#db = db;
		this.#stopListening = listenFor(db, 'changes', () => this.#wakeable.wake());
		this.#running = this.#run();
	}

	/** Resolves when everything that may be done now is done. */
	atRest(): Promise<void> {
		const rest = new Promise<void>((resolve) => this.#atRest.push(resolve));
		this.#wakeable.wake();
		return rest;
	}

	/** Ends after what it has in hand. */
	async stop(): Promise<void> {
		this.#stopping = true;
		this.#stopListening();
		this.#wakeable.wake();
		await this.#running;
	}

	async #run(): Promise<void> {
		while (!this.#stopping) {
			let wait = idle;
			try {
				const again = await followCalendars(this.#db, instantNow(), this.#passed);
				if (again) wait = Math.min(idle, Math.max(0, Date.parse(again) - Date.now()));
				if (!this.#wakeable.isWoken) for (const resolve of this.#atRest.splice(0)) resolve();
			} catch (error) {
				log.error({ ...describeError(error) }, 'calendars could not be brought in line');
				wait = second;
			}
			await this.#wakeable.rest(wait);
			// A busy door commits hundreds of times a second: one look is enough for many.
			if (!this.#stopping) await pause(breath);
		}
		for (const resolve of this.#atRest.splice(0)) resolve();
	}
}
