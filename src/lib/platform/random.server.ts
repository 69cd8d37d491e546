import { createHash, randomBytes } from 'node:crypto';

// Crockford's alphabet leaves out I, L, O and U, which people misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` upper-case letters and digits of Crockford's base 32, 5 random bits each. */
export function randomCode(length: number): string {
	return Array.from(randomBytes(length), (byte) => alphabet[byte % 32]).join('');
}

/** 256 random bits, base64url. */
export function randomSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** SHA-256 in lower-case hex: how secrets are stored. */
export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
