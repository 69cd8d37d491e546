import { absent, foldTicket, type Presence, type Scan } from '../scan.ts';

/** The door's log as far as this tablet knows it; only the ticket that a new row names is folded again. */
export class DoorLog {
	readonly #byTicket = new Map<string, Map<string, Scan>>();
	readonly #presences = new Map<string, Presence>();
	#inside = 0;

	/** How many tickets are inside now. */
	get inside(): number {
		return this.#inside;
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
		const after = foldTicket(rows.values());
		this.#presences.set(ticketCode, after);
		this.#inside += Number(after.inside !== undefined) - Number(before?.inside !== undefined);
	}
}
