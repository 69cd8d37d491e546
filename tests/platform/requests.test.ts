import { expect, it } from 'vitest';
import { isLongerThan, isNonsense, readFormsCarefully } from '#lib/platform/requests.server.ts';

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
	new Request('http://localhost/sign-in', { method: 'POST', body, headers });

it('a body is too long by what it says, or when it says nothing of its length', () => {
	expect(isLongerThan(post('a=1', { 'content-length': '100' }), 100)).toBe(false);
	expect(isLongerThan(post('a=1', { 'content-length': '101' }), 100)).toBe(true);
	expect(isLongerThan(post('a=1', { 'transfer-encoding': 'chunked' }), 100)).toBe(true);
	expect(isLongerThan(new Request('http://localhost/'), 0)).toBe(false);
});

it('an address with a NUL, or with an action that every object inherits, is nonsense', () => {
	const nonsense = [
		'/talks/%00',
		'/guests?search=a%00',
		'/talks?/constructor',
		'/talks?/__proto__'
	];
	const sense = ['/talks?/submit', '/guests?search=%C4%80', '/'];
	const judge = (address: string) => isNonsense(new URL(address, 'http://localhost'));
	expect([nonsense.map(judge), sense.map(judge)]).toEqual([
		[true, true, true, true],
		[false, false, false]
	]);
});

it('what is no form, or holds a NUL, is the sender’s mistake', async () => {
	const form = 'application/x-www-form-urlencoded';
	const read = (body: string, type: string) => {
		const request = post(body, { 'content-type': type });
		readFormsCarefully(request);
		return request.formData().then(
			(data) => [...data],
			(error: unknown) => (error as { status: number }).status
		);
	};
	expect(await read('a=1&b=2', form)).toEqual([
		['a', '1'],
		['b', '2']
	]);
	expect(await read('a=%00', form)).toBe(400);
	expect(await read('{}', 'application/json')).toBe(400);
	expect(await read('--x', 'multipart/form-data; boundary=y')).toBe(400);
});
