import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from '#lib/people/return-to.ts';

describe('where a person goes after signing in', () => {
	it('is the page they came from', () => {
		expect(localPath('/organise/2027/talks?state=submitted')).toBe(
			'/organise/2027/talks?state=submitted'
		);
		expect(localPath('/lv/talks')).toBe('/lv/talks');
	});

	it('is never another site', () => {
		const tricks = [
			...['https://evil.example', '//evil.example', '/\\evil.example', 'evil.example', ''],
			...['/\t/evil.example', '\n//evil.example', 'javascript:alert(1)', '/..//evil.example'],
			...['/./\\evil.example', '/%09/evil.example\r\nSet-Cookie: a=b', `/${'a'.repeat(600)}`]
		];
		for (const trick of tricks) {
			const there = new URL(localPath(trick), 'https://conference.example');
			expect(there.host).toBe('conference.example');
			expect(localPath(trick)).not.toMatch(/[\r\n]|^\/[/\\]/);
		}
		expect(localPath(null)).toBe('/');
	});

	it('stays here whatever is written', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.webUrl(),
					fc.string().map((text) => `/${text}`)
				),
				(text) => {
					expect(new URL(localPath(text), 'https://conference.example').host).toBe(
						'conference.example'
					);
				}
			)
		);
	});
});
