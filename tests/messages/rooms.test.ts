import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Audience } from '#messages/language.ts';
import { roomsOf } from '#messages/rooms.ts';
import { audienceOf } from '../../src/page-audiences.ts';

const isSource = (file: string) => /\.(?:ts|svelte)$/.test(file);
const routes = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
	.filter(isSource)
	.map((file) => ({
		file: join('src/routes', file),
		audience: audienceOf(`/${dirname(file)}`.replace(/^\/\./, '/'))
	}));

/** The files of these, and all of ours that they are made of. */
function reach(files: string[]): string[] {
	const reached = new Set<string>();
	const next = [...files];
	for (let file = next.pop(); file !== undefined; file = next.pop()) {
		if (reached.has(file) || !existsSync(file)) continue;
		// Everybody's deeds are recorded; only the organisers' page of what was done puts them into words.
		if (file.startsWith('src/lib/changes/')) continue;
		reached.add(file);
		const imports = [...readFileSync(file, 'utf8').matchAll(/from '(#lib\/|\.\.?\/)([^']+)'/g)];
		for (const [, from = '', path = ''] of imports) {
			const found = from === '#lib/' ? join('src/lib', path) : join(dirname(file), from, path);
			if (isSource(found)) next.push(normalize(found));
		}
	}
	return [...reached];
}

/** The rooms of the messages that files say, by `t('room.key')`. */
function roomsSaidIn(files: string[]): string[] {
	const said = reach(files).flatMap((file) => [
		...readFileSync(file, 'utf8').matchAll(/\b(?:t|own)\([^'"`();]*['"`]([a-z]+)\.[a-zA-Z]/g)
	]);
	return [...new Set(said.map(([, room = '']) => room))].sort();
}

const audiences = Object.keys(roomsOf) as Audience[];

describe.each(audiences)('the pages of %s', (audience) => {
	it('say what stands in the rooms that are theirs', () => {
		const pages = routes.filter((route) => route.audience === audience).map(({ file }) => file);
		expect(pages.length).toBeGreaterThan(2);
		const strange = roomsSaidIn(pages).filter(
			(room) => !roomsOf[audience].some((own) => own === room)
		);
		expect(strange).toEqual([]);
	});
});

it('the mails say what stands in the rooms of guests and speakers', () => {
	const theirs: string[] = [...roomsOf.guests, ...roomsOf.speakers];
	const said = roomsSaidIn(['src/mail-templates.server.ts']);
	expect(said.filter((room) => !theirs.includes(room))).toEqual([]);
	expect(said).toContain('invitations');
});
