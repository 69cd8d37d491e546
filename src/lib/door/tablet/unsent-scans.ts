import type { ScanDecision } from '../scan.ts';
import type { ScanUpload, WalkInUpload } from '../upload.ts';
import { mostScans } from '../upload.ts';

/** A deed of the tablet that the server has not yet confirmed. */
export type Unsent =
	| { kind: 'scan'; upload: ScanUpload; told: ScanDecision }
	| { kind: 'walk-in'; walkIn: Omit<WalkInUpload, 'sentAt'> };

export function keyOf(scan: Unsent): string {
	return scan.kind === 'scan' ? scan.upload.key : scan.walkIn.key;
}

interface StoredScans {
	deviceId: string;
	editionId: string;
	sequence: number;
	scans: Unsent[];
	/** Scans that the server did not take, until the helper has seen to it. */
	refused: Unsent[];
}

type ScanStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const name = 'saiets-door';

/**
 * The scans that wait for the server, in order, stored over a reload. Where the browser refuses to store them they
 * live as long as the page does. Two tabs of one tablet share the storage: each change starts from what stands there.
 */
export class UnsentScans {
	#storage: ScanStorage | undefined;
	#stored: StoredScans;

	/** `lastSequence`: the highest count of this device that the server has. */
	constructor(
		storage: ScanStorage | undefined,
		{ deviceId, editionId }: { deviceId: string; editionId: string },
		lastSequence: number
	) {
		this.#storage = storage;
		this.#stored = { deviceId, editionId, sequence: lastSequence, scans: [], refused: [] };
		const before = read(storage);
		if (before?.editionId === editionId) {
			if (before.deviceId === deviceId) {
				this.#stored = { ...before, sequence: Math.max(before.sequence, lastSequence) };
			} else {
				// Paired anew: in another device's name, at another gate, they would be untrue.
				this.#stored.refused = [...before.refused, ...before.scans];
			}
		}
		this.#store();
	}

	get count(): number {
		return this.#now().scans.length;
	}

	get refused(): Unsent[] {
		return this.#now().refused;
	}

	/** The device's next number. */
	nextSequence(): number {
		this.#change(({ sequence }) => ({ sequence: sequence + 1 }));
		return this.#stored.sequence;
	}

	add(scan: Unsent): void {
		this.#change(({ scans }) => ({ scans: [...scans, scan] }));
	}

	/** The next request's content: scans together, a walk-in by itself. */
	nextBatch(): Unsent[] {
		const { scans } = this.#now();
		const [first] = scans;
		if (!first) return [];
		if (first.kind === 'walk-in') return [first];
		const walkIn = scans.findIndex(({ kind }) => kind === 'walk-in');
		return scans.slice(0, Math.min(mostScans, walkIn < 0 ? mostScans : walkIn));
	}

	remove(done: Unsent[]): void {
		const keys = new Set(done.map(keyOf));
		this.#change(({ scans }) => ({ scans: scans.filter((scan) => !keys.has(keyOf(scan))) }));
	}

	/** Keeps for the helper what the server did not take. */
	setAside(scan: Unsent): void {
		this.#change(({ refused }) => ({
			refused: [...refused.filter((other) => keyOf(other) !== keyOf(scan)), scan]
		}));
	}

	/** The helper has seen to it. */
	forget(key: string): void {
		this.#change(({ refused }) => ({ refused: refused.filter((scan) => keyOf(scan) !== key) }));
	}

	/** Leaves nothing behind on a tablet that is no longer ours. */
	wipe(): void {
		try {
			this.#storage?.removeItem(name);
		} catch {
			// There was no place to store anything.
		}
		this.#storage = undefined;
		this.#stored = { ...this.#stored, scans: [], refused: [] };
	}

	#now(): StoredScans {
		const stored = read(this.#storage);
		if (stored?.deviceId === this.#stored.deviceId) this.#stored = stored;
		// Another tab was paired anew meanwhile: the storage is its own now.
		else if (stored) this.#storage = undefined;
		return this.#stored;
	}

	#change(change: (stored: StoredScans) => Partial<StoredScans>): void {
		const before = this.#now();
		this.#stored = { ...before, ...change(before) };
		this.#store();
	}

	#store(): void {
		try {
			this.#storage?.setItem(name, JSON.stringify(this.#stored));
		} catch {
			// Full or forbidden: from now on they stay in memory.
			this.#storage = undefined;
		}
	}
}

function read(storage: ScanStorage | undefined): StoredScans | undefined {
	try {
		const stored = JSON.parse(storage?.getItem(name) ?? 'null') as StoredScans | null;
		return stored &&
			Array.isArray(stored.scans) &&
			Array.isArray(stored.refused) &&
			Number.isInteger(stored.sequence)
			? stored
			: undefined;
	} catch {
		return undefined;
	}
}
