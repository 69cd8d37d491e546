import type { Decision } from '../scan.ts';
import type { ScanUpload, WalkInUpload } from '../upload.ts';
import { mostScans } from '../upload.ts';

/** What the tablet did and the server has not yet confirmed. */
export type Unsent =
	| { kind: 'scan'; scan: ScanUpload; told: Decision }
	| { kind: 'walk-in'; walkIn: Omit<WalkInUpload, 'sentAt'> };

interface Kept {
	editionId: string;
	sequence: number;
	items: Unsent[];
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const name = 'saiets-door';

/**
 * The scans that wait for the server, in order, kept over a reload. Where the browser refuses to keep them
 * they live as long as the page does.
 */
export class UnsentScans {
	readonly #shelf: Shelf | undefined;
	readonly #kept: Kept;

	/** `lastSequence`: the highest count of this device that the server has. */
	constructor(shelf: Shelf | undefined, editionId: string, lastSequence: number) {
		this.#shelf = shelf;
		const before = read(shelf);
		this.#kept =
			before?.editionId === editionId
				? { ...before, sequence: Math.max(before.sequence, lastSequence) }
				: { editionId, sequence: lastSequence, items: [] };
	}

	get count(): number {
		return this.#kept.items.length;
	}

	/** The device's next number. */
	nextSequence(): number {
		this.#kept.sequence += 1;
		this.#keep();
		return this.#kept.sequence;
	}

	add(item: Unsent): void {
		this.#kept.items.push(item);
		this.#keep();
	}

	/** What goes next in one request: scans together, a walk-in by itself. */
	nextBatch(): Unsent[] {
		const [first] = this.#kept.items;
		if (!first) return [];
		if (first.kind === 'walk-in') return [first];
		const walkIn = this.#kept.items.findIndex(({ kind }) => kind === 'walk-in');
		return this.#kept.items.slice(0, Math.min(mostScans, walkIn < 0 ? mostScans : walkIn));
	}

	remove(items: Unsent[]): void {
		this.#kept.items = this.#kept.items.filter((item) => !items.includes(item));
		this.#keep();
	}

	/** Leaves nothing behind on a tablet that is no longer ours. */
	wipe(): void {
		this.#kept.items = [];
		try {
			this.#shelf?.removeItem(name);
		} catch {
			// There was no place to keep anything.
		}
	}

	#keep(): void {
		try {
			this.#shelf?.setItem(name, JSON.stringify(this.#kept));
		} catch {
			// Full or forbidden: they stay in memory.
		}
	}
}

function read(shelf: Shelf | undefined): Kept | undefined {
	try {
		const kept = JSON.parse(shelf?.getItem(name) ?? 'null') as Kept | null;
		return kept && Array.isArray(kept.items) && Number.isInteger(kept.sequence) ? kept : undefined;
	} catch {
		return undefined;
	}
}
