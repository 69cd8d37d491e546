import type { Cookies } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { setFlash, takeFlash, type Flash } from '#lib/platform/flash.server.ts';

function jar(text?: string) {
	const held = new Map(text === undefined ? [] : [['flash', text]]);
	const cookies = {
		get: (name: string) => held.get(name),
		set: (name: string, value: string) => held.set(name, value),
		delete: (name: string) => held.delete(name)
	} as unknown as Cookies;
	return { cookies, held };
}

it('what was done is said once on the next page', () => {
	const { cookies, held } = jar();
	const flash: Flash = { key: 'agenda.all-moved', values: { count: 2 }, kind: 'attention' };
	setFlash(cookies, flash);
	expect(takeFlash(cookies)).toEqual(flash);
	expect(takeFlash(cookies)).toBe(undefined);
	expect(held.size).toBe(0);
});

it.each([
	'',
	'null',
	'{"key":',
	'{"key":7}',
	'{"key":"agenda.all-moved","values":{"count":{"toString":"x"}}}',
	'{"key":"agenda.all-moved","kind":"bad"}'
])('what somebody wrote into the cookie instead says nothing, and is gone: %s', (text) => {
	const { cookies, held } = jar(text);
	expect(takeFlash(cookies)).toBe(undefined);
	expect(held.size).toBe(0);
});
