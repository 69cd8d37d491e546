import type { Instant } from '#lib/platform/clock.ts';

export interface PairingTable {
	id: string;
	editionId: string;
	deviceName: string;
	gate: string;
	/** SHA-256 of the one-time code. */
	codeHash: string;
	byPersonId: string;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
}

export interface DeviceTable {
	id: string;
	editionId: string;
	name: string;
	gate: string;
	/** SHA-256 of the device's token. */
	tokenHash: string;
	pairedAt: Instant;
	seenAt: Instant;
	revokedAt: Instant | null;
}

/** The append-only log of the door; who is inside is folded from it. */
export interface ScanTable {
	/** Made by the device: uploading twice changes nothing. */
	key: string;
	editionId: string;
	deviceId: string;
	/** The device's own count, from 1. */
	deviceSequence: number;
	/** The code as scanned, known or not. */
	ticketCode: string;
	guestId: string | null;
	companionId: string | null;
	gate: string;
	kind: 'entry' | 'exit' | 'undo' | 'walk-in';
	/** By the device's clock. */
	scannedAt: Instant;
	receivedAt: Instant;
	/** `scannedAt` by the server's clock: corrected by how far the device's was off when it sent. */
	happenedAt: Instant;
	/** The word that the helper was given. */
	decided: 'welcome' | 'inside' | 'declined' | 'unknown' | 'left' | 'undone';
	/** The key of the scan that an undo takes back. */
	undoes: string | null;
}

export interface DoorSchema {
	pairing: PairingTable;
	device: DeviceTable;
	scan: ScanTable;
}
