import type { Instant } from '#lib/platform/clock.ts';
import type { Json } from './json.ts';

export interface CertificateTable {
	id: string;
	editionId: string;
	guestId: string;
	/** Public, in the URL and the QR code. */
	code: string;
	/** JSON of `CertificateContent` in certificates/certificate.ts, frozen at issue. */
	content: Json;
	issuedAt: Instant;
	issuedBy: string | null;
	revokedAt: Instant | null;
	revokedBy: string | null;
	revokedReason: string;
}

export interface CertificatesSchema {
	certificate: CertificateTable;
}
