import type { Instant } from '#lib/platform/clock.ts';
import type { ScanKind } from '../scan.ts';
import type { TypedWalkIn } from '../upload.ts';
import type { GuestList } from './guest-list.ts';
import { keyOf, type Unsent } from './unsent-scans.ts';

/** A scan that the helper was told of and the server did not take. */
export interface UnrecordedScan {
	key: string;
	kind: ScanKind;
	at: Instant;
	/** Null for a code that is on no list. */
	name: string | null;
	/** The text that was typed of a walk-in, so that it can be mended. */
	walkIn: TypedWalkIn | null;
}

export function describeRefused(scan: Unsent, list: GuestList): UnrecordedScan {
	const key = keyOf(scan);
	if (scan.kind === 'scan') {
		const { kind, ticketCode, scannedAt } = scan.upload;
		const name = list.find(ticketCode)?.name ?? null;
		return { key, kind, at: scannedAt, name, walkIn: null };
	}
	const { name = '', organisation = '', email = '', scannedAt } = scan.walkIn;
	return { key, kind: 'walk-in', at: scannedAt, name, walkIn: { name, organisation, email } };
}
