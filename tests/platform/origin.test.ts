import { expect, it } from 'vitest';
import { isForeignForm } from '#lib/platform/origin.server.ts';

const ours = 'https://conference.school.example';
const post = (headers: Record<string, string>, method = 'POST') =>
	isForeignForm(new Request(`${ours}/talks`, { method, headers }), ours);

const form = 'application/x-www-form-urlencoded';

it('a form from our own pages is let in', () => {
	expect(post({ 'content-type': form, origin: ours })).toBe(false);
	expect(
		post({ 'content-type': form, origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' })
	).toBe(false);
	expect(post({ 'content-type': 'multipart/form-data; boundary=x', origin: ours })).toBe(false);
});

it('a form from another site, or from nowhere, is foreign', () => {
	expect(post({ 'content-type': form, origin: 'https://evil.example' })).toBe(true);
	expect(post({ 'content-type': form, origin: 'null' })).toBe(true);
	expect(post({ 'content-type': form })).toBe(true);
	expect(post({ 'content-type': 'Text/Plain', origin: 'https://evil.example' })).toBe(true);
	expect(post({})).toBe(true);
	expect(post({ 'content-type': form }, 'DELETE')).toBe(true);
});

it('reading is never foreign, and JSON has to ask the browser first', () => {
	expect(
		isForeignForm(new Request(ours, { headers: { origin: 'https://evil.example' } }), ours)
	).toBe(false);
	expect(post({ 'content-type': 'application/json', origin: 'https://evil.example' })).toBe(false);
});
