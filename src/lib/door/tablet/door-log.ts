import type { Day } from '#lib/platform/clock.ts';
import { absent, foldTicket, type Presence, type Scan } from '../scan.ts';

/** The door's log as far as this tablet knows it; only the ticket that a new row names is folded again. */
export class DoorLog {
	readonly #byTicket = new Map<string, Map<string, Scan>>();
	readonly #presences = new Map<string, Presence>();
	/** How many tickets stayed, by the day of their entry. */
	readonly #stays = new Map<Day, number>();
	readonly #timeZone: string;

	constructor(timeZone: string) {
		this.#timeZone = timeZone;
	}

	/** How many tickets are inside on a day. */
	insideOn(dayOn: Day): number {
		return this.#stays.get(dayOn) ?? 0;
	}

	presence(ticketCode: string): Presence {
		return this.#presences.get(ticketCode) ?? absent;
	}

	/** Adds a row, or puts the server's copy of it in the place of the tablet's own. */
	add(scan: Scan): void {
		let rows = this.#byTicket.get(scan.ticketCode);
		if (!rows) this.#byTicket.set(scan.ticketCode, (rows = new Map()));
		rows.set(scan.key, scan);
		this.#fold(scan.ticketCode, rows);
	}

	/** Takes out a row of this tablet's own that the server did not take. */
	remove(scan: Pick<Scan, 'key' | 'ticketCode'>): void {
		const rows = this.#byTicket.get(scan.ticketCode);
		if (rows?.delete(scan.key)) this.#fold(scan.ticketCode, rows);
	}

	#fold(ticketCode: string, rows: Map<string, Scan>): void {
		const before = this.#presences.get(ticketCode);
		const after = foldTicket(rows.values(), this.#timeZone);
		this.#presences.set(ticketCode, after);
		this.#count(before, -1);
		this.#count(after, 1);
	}

	#count(presence: Presence | undefined, change: 1 | -1): void {
		const dayOn = presence?.stay?.dayOn;
		if (dayOn) this.#stays.set(dayOn, this.insideOn(dayOn) + change);
	}
}
