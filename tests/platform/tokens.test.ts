import { describe, expect, it } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import { randomCode, sha256 } from '#lib/platform/random.server.ts';
import { Tokens, type TokenPurpose } from '#lib/platform/tokens.server.ts';
import { Vault } from '#lib/platform/vault.server.ts';

const secret = 'a secret of at least thirty-two characters';

describe('a link’s token', () => {
	const tokens = new Tokens(secret);
	const subject = newId();
	const token = tokens.issue('rsvp', subject, 1);

	it('holds for its purpose, subject and version', () => {
		expect(token).toMatch(/^[A-Za-z0-9_-]{64}$/);
		expect(tokens.subjectOf(token)).toBe(subject);
		expect(tokens.holds(token, 'rsvp', subject, 1)).toBe(true);
	});

	it('is refused for another purpose, subject, version or secret', () => {
		const purposes: TokenPurpose[] = ['sign-in', 'unsubscribe'];
		for (const purpose of purposes) expect(tokens.holds(token, purpose, subject, 1)).toBe(false);
		expect(tokens.holds(token, 'rsvp', newId(), 1)).toBe(false);
		expect(tokens.holds(token, 'rsvp', subject, 2)).toBe(false);
		expect(new Tokens(`${secret}!`).holds(token, 'rsvp', subject, 1)).toBe(false);
	});

	it('is refused when any one character differs', () => {
		for (let at = 0; at < token.length; at++) {
			const other = token[at] === 'A' ? 'B' : 'A';
			const changed = token.slice(0, at) + other + token.slice(at + 1);
			expect(tokens.holds(changed, 'rsvp', subject, 1)).toBe(false);
		}
	});

	it('is nothing when malformed', () => {
		for (const text of ['', 'x', '../../etc', `${token}A`, token.slice(1), `${token.slice(1)}é`]) {
			expect(tokens.subjectOf(text)).toBeUndefined();
			expect(tokens.holds(text, 'rsvp', subject, 1)).toBe(false);
		}
	});
});

describe('a sealed text', () => {
	const vault = new Vault(secret);

	it('opens for the row it was sealed for, and never looks the same twice', () => {
		const sealed = vault.seal('wheelchair', 'guest 1');
		expect(vault.open(sealed, 'guest 1')).toBe('wheelchair');
		expect(vault.seal('wheelchair', 'guest 1')).not.toBe(sealed);
		expect(sealed).not.toContain('wheelchair');
	});

	it('does not open for another row, under another secret, or when altered', () => {
		const sealed = vault.seal('wheelchair', 'guest 1');
		expect(vault.open(sealed, 'guest 2')).toBeUndefined();
		expect(new Vault(`${secret}!`).open(sealed, 'guest 1')).toBeUndefined();
		const altered = (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1);
		expect(vault.open(altered, 'guest 1')).toBeUndefined();
	});
});

it('a ticket’s code has sixteen letters and digits that people do not misread', () => {
	for (let n = 0; n < 200; n++) expect(randomCode(16)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
});

it('a stored secret is its SHA-256', () => {
	expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
