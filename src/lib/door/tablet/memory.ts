import type { Day, Instant } from '#lib/platform/clock.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { admits, insideOn, type ScanDecision, type Admission, type Scan } from '../scan.ts';
import type { Ticket } from '#lib/guests/guest.ts';
import type { Holder } from '../ticket.ts';
import type { ScanUpload } from '../upload.ts';
import { DoorLog } from './door-log.ts';
import { GuestList } from './guest-list.ts';

/** One line of what this tablet did, newest first. */
export interface OwnScan {
	key: string;
	kind: Scan['kind'];
	decided: ScanDecision;
	at: Instant;
	name: string | null;
	/** Empty for a walk-in whose ticket the server has not made yet. */
	ticketCode: string;
	undone: boolean;
	/** True when it let somebody in or out, its ticket is known, and nobody took it back. */
	undoable: boolean;
}

/** Everything a tablet knows while it is paired: the list, the log of all gates, and its own part in it. */
export class DoorMemory {
	readonly #device: { id: string; gate: string };
	readonly #own = new Map<string, Scan>();
	/** Of walk-ins, until they are on the list. */
	readonly #names = new Map<string, string>();
	readonly #log: DoorLog;
	readonly #timeZone: string;
	list = new GuestList([]);
	/** Undefined until the first list has come. */
	door: 'open' | 'closed' | 'not-yet' | undefined;
	/** Milliseconds that the server's clock is ahead of this one. */
	ahead = 0;

	constructor(device: { id: string; gate: string }, timeZone: string) {
		this.#device = device;
		this.#timeZone = timeZone;
		this.#log = new DoorLog(timeZone);
	}

	/** How many are inside today. */
	get inside(): number {
		return this.#log.insideOn(this.#today());
	}

	/** The entry by which a ticket is inside today. */
	insideSince(ticketCode: string): Admission | undefined {
		return insideOn(this.#log.presence(ticketCode), this.#today());
	}

	/** Now, by the server's clock. */
	now(): Instant {
		return new Date(Date.now() + this.ahead).toISOString();
	}

	#today(): Day {
		return wallClockAt(this.now(), this.#timeZone).day;
	}

	/** A row of the log: this tablet's own, another's, or the server's copy of one that is there. */
	take(scan: Scan): void {
		if (scan.ticketCode !== '') this.#log.add(scan);
		if (scan.deviceId === this.#device.id) this.#own.set(scan.key, scan);
	}

	/** Takes this tablet's scan as it is in the log; nothing decided: it is not there. */
	takeOwn(scan: ScanUpload, decided: ScanDecision | null): void {
		if (!decided) {
			this.#log.remove(scan);
			this.#own.delete(scan.key);
			return;
		}
		this.take({
			key: scan.key,
			deviceId: this.#device.id,
			deviceSequence: scan.sequence,
			ticketCode: scan.ticketCode,
			gate: this.#device.gate,
			kind: scan.kind,
			happenedAt: this.#own.get(scan.key)?.happenedAt ?? this.now(),
			decided,
			undoes: scan.kind === 'undo' ? scan.undoes : null
		});
	}

	/** Forgets a walk-in that the server did not take. */
	dropWalkIn(key: string): void {
		this.#own.delete(key);
		this.#names.delete(key);
	}

	/** A walk-in whose ticket is still to be made. */
	takeWalkIn(key: string, sequence: number, name: string): void {
		this.#names.set(key, name);
		this.take({
			key,
			deviceId: this.#device.id,
			deviceSequence: sequence,
			ticketCode: '',
			gate: this.#device.gate,
			kind: 'walk-in',
			happenedAt: this.now(),
			decided: 'welcome',
			undoes: null
		});
	}

	own(key: string): Scan | undefined {
		return this.#own.get(key);
	}

	/** The holder of the ticket that one of this tablet's own scans was about. */
	holderOf(scan: Scan): Holder | null {
		const ticket = this.list.find(scan.ticketCode);
		if (ticket) return ticket;
		const name = this.#names.get(scan.key);
		return name === undefined ? null : namedOnly(name, null);
	}

	partyOf(guestId: string): (Ticket & { inside: boolean })[] {
		return this.list.partyOf(guestId).map((ticket) => ({
			...ticket,
			inside: this.insideSince(ticket.ticketCode) !== undefined
		}));
	}

	/** The newest of what this tablet did. */
	done(most: number): OwnScan[] {
		const own = [...this.#own.values()];
		const undone = new Set(own.flatMap(({ undoes }) => undoes ?? []));
		return own
			.filter(({ kind }) => kind !== 'undo')
			.sort((one, other) => other.deviceSequence - one.deviceSequence)
			.slice(0, most)
			.map((scan) => ({
				key: scan.key,
				kind: scan.kind,
				decided: scan.decided,
				at: scan.happenedAt,
				name: this.holderOf(scan)?.name ?? null,
				ticketCode: scan.ticketCode,
				undone: undone.has(scan.key),
				undoable:
					scan.ticketCode !== '' && !undone.has(scan.key) && (scan.kind === 'exit' || admits(scan))
			}));
	}
}

/** Somebody who has no ticket yet. */
export function namedOnly(name: string, organisation: string | null): Holder {
	return { ticketCode: '', name, organisation, guestId: '', companionId: null };
}
