import type { Decision } from '../scan.ts';
import type { ScanUpload, WalkInUpload } from '../upload.ts';
import { mostScans } from '../upload.ts';

/** What the tablet did and the server has not yet confirmed. */
export type Unsent =
	| { kind: 'scan'; scan: ScanUpload; told: Decision }
	| { kind: 'walk-in'; walkIn: Omit<WalkInUpload, 'sentAt'> };

export function keyOf(item: Unsent): string {
	return item.kind === 'scan' ? item.scan.key : item.walkIn.key;
}

interface Kept {
	deviceId: string;
	editionId: string;
	sequence: number;
	items: Unsent[];
	/** What the server did not take, until the helper has seen to it. */
	refused: Unsent[];
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const name = 'saiets-door';

/**
 * The scans that wait for the server, in order, kept over a reload. Where the browser refuses to keep them
 * they live as long as the page does. Two tabs of one tablet share the shelf: each change starts from what stands there.
 */
export class UnsentScans {
	#shelf: Shelf | undefined;
	#kept: Kept;

	/** `lastSequence`: the highest count of this device that the server has. */
	constructor(
		shelf: Shelf | undefined,
		{ deviceId, editionId }: { deviceId: string; editionId: string },
		lastSequence: number
	) {
		this.#shelf = shelf;
		this.#kept = { deviceId, editionId, sequence: lastSequence, items: [], refused: [] };
		const before = read(shelf);
		if (before?.editionId === editionId) {
			if (before.deviceId === deviceId) {
				this.#kept = { ...before, sequence: Math.max(before.sequence, lastSequence) };
			} else {
				// Paired anew: in another device's name, at another gate, they would be untrue.
				this.#kept.refused = [...before.refused, ...before.items];
			}
		}
		this.#keep();
	}

	get count(): number {
		return this.#now().items.length;
	}

	get refused(): Unsent[] {
		return this.#now().refused;
	}

	/** The device's next number. */
	nextSequence(): number {
		this.#change(({ sequence }) => ({ sequence: sequence + 1 }));
		return this.#kept.sequence;
	}

	add(item: Unsent): void {
		this.#change(({ items }) => ({ items: [...items, item] }));
	}

	/** What goes next in one request: scans together, a walk-in by itself. */
	nextBatch(): Unsent[] {
		const { items } = this.#now();
		const [first] = items;
		if (!first) return [];
		if (first.kind === 'walk-in') return [first];
		const walkIn = items.findIndex(({ kind }) => kind === 'walk-in');
		return items.slice(0, Math.min(mostScans, walkIn < 0 ? mostScans : walkIn));
	}

	remove(done: Unsent[]): void {
		const keys = new Set(done.map(keyOf));
		this.#change(({ items }) => ({ items: items.filter((item) => !keys.has(keyOf(item))) }));
	}

	/** Keeps for the helper what the server did not take. */
	setAside(item: Unsent): void {
		this.#change(({ refused }) => ({
			refused: [...refused.filter((other) => keyOf(other) !== keyOf(item)), item]
		}));
	}

	/** The helper has seen to it. */
	forget(key: string): void {
		this.#change(({ refused }) => ({ refused: refused.filter((item) => keyOf(item) !== key) }));
	}

	/** Leaves nothing behind on a tablet that is no longer ours. */
	wipe(): void {
		try {
			this.#shelf?.removeItem(name);
		} catch {
			// There was no place to keep anything.
		}
		this.#shelf = undefined;
		this.#kept = { ...this.#kept, items: [], refused: [] };
	}

	#now(): Kept {
		const kept = read(this.#shelf);
		if (kept?.deviceId === this.#kept.deviceId) this.#kept = kept;
		// Another tab was paired anew meanwhile: the shelf is its own now.
		else if (kept) this.#shelf = undefined;
		return this.#kept;
	}

	#change(change: (kept: Kept) => Partial<Kept>): void {
		const before = this.#now();
		this.#kept = { ...before, ...change(before) };
		this.#keep();
	}

	#keep(): void {
		try {
			this.#shelf?.setItem(name, JSON.stringify(this.#kept));
		} catch {
			// Full or forbidden: from now on they stay in memory.
			this.#shelf = undefined;
		}
	}
}

function read(shelf: Shelf | undefined): Kept | undefined {
	try {
		const kept = JSON.parse(shelf?.getItem(name) ?? 'null') as Kept | null;
		return kept &&
			Array.isArray(kept.items) &&
			Array.isArray(kept.refused) &&
			Number.isInteger(kept.sequence)
			? kept
			: undefined;
	} catch {
		return undefined;
	}
}
