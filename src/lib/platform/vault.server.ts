import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey } from './tokens.server.ts';

/** Encrypts short texts that must not be readable in the database or its backups (AES-256-GCM, NIST SP 800-38D). */
export class Vault {
	readonly #key: Buffer;

	constructor(secret: string) {
		this.#key = derivedKey(secret, 'vault');
	}

	/** `context` is bound to the text: what was sealed for one row cannot be opened for another. */
	seal(text: string, context: string): string {
		const nonce = randomBytes(12);
		const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(context));
		const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
	}

	/** Undefined when the text was altered, sealed for another context or under another secret. */
	open(ciphertext: string, context: string): string | undefined {
		const bytes = Buffer.from(ciphertext, 'base64url');
		try {
			const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12))
				.setAAD(Buffer.from(context))
				.setAuthTag(bytes.subarray(12, 28));
			return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
		} catch {
			return undefined;
		}
	}
}
