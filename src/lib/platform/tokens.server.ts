import {
	createHmac,
	createSecretKey,
	hkdfSync,
	timingSafeEqual,
	type KeyObject
} from 'node:crypto';

/** The right that a link gives its holder. A token made for one purpose is refused for another. */
export type TokenPurpose = 'sign-in' | 'rsvp' | 'unsubscribe';

/**
 * Makes and checks the tokens of links. A token is base64url of the subject's 16 UUID bytes followed by
 * HMAC-SHA-256 (RFC 2104) over purpose, subject and version: 64 characters, nothing to store.
 */
export class Tokens {
	/** Made once: making it anew for each token would cost five times the token. */
	readonly #key: KeyObject;

	/** `secret`: at least 32 bytes of randomness as text, from SECRET_KEY or the key file. */
	constructor(secret: string) {
		this.#key = createSecretKey(derivedKey(secret, 'links'));
	}

	issue(purpose: TokenPurpose, subjectId: string, version: number): string {
		const subject = Buffer.from(subjectId.replaceAll('-', ''), 'hex');
		return Buffer.concat([subject, this.#mac(purpose, subjectId, version)]).toString('base64url');
	}

	/** The id a token speaks of, unproven: find the row, then ask `holds` with the row's version. Undefined when malformed. */
	subjectOf(token: string): string | undefined {
		if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return undefined;
		const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex');
		return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	}

	/** True when the token was issued for exactly this purpose, subject and version. Takes the same time either way. */
	holds(token: string, purpose: TokenPurpose, subjectId: string, version: number): boolean {
		if (this.subjectOf(token) !== subjectId) return false;
		const given = Buffer.from(token, 'base64url').subarray(16);
		return timingSafeEqual(given, this.#mac(purpose, subjectId, version));
	}

	#mac(purpose: TokenPurpose, subjectId: string, version: number): Buffer {
		return createHmac('sha256', this.#key).update(`${purpose}|${subjectId}|${version}`).digest();
	}
}

/** A 32-byte key for one use, derived from the installation's secret (RFC 5869). */
export function derivedKey(secret: string, use: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', `saiets ${use}`, 32));
}
