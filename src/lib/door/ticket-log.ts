import { foldTicket, type Presence, type Scan } from './scan.ts';

/** A row of the log with the edition it belongs to. */
export type LoggedScan = Scan & { editionId: string };

/** The part of the log that uploads touch, growing as their rows are judged one after the other. */
export class TicketLog {
	readonly #byKey = new Map<string, LoggedScan>();
	readonly #byTicket = new Map<string, LoggedScan[]>();

	constructor(scans: LoggedScan[]) {
		for (const scan of scans) this.add(scan);
	}

	add(scan: LoggedScan): void {
		this.#byKey.set(scan.key, scan);
		const ticket = ticketOf(scan);
		const others = this.#byTicket.get(ticket);
		if (others) others.push(scan);
		else this.#byTicket.set(ticket, [scan]);
	}

	find(key: string): LoggedScan | undefined {
		return this.#byKey.get(key);
	}

	presence(scan: Pick<LoggedScan, 'editionId' | 'ticketCode'>, timeZone: string): Presence {
		return foldTicket(this.#byTicket.get(ticketOf(scan)) ?? [], timeZone);
	}
}

function ticketOf({ editionId, ticketCode }: Pick<LoggedScan, 'editionId' | 'ticketCode'>): string {
	return `${editionId} ${ticketCode}`;
}
