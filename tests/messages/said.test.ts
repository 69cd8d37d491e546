import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import en from '#messages/en.ts';

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(svelte|ts)$/.test(file) && !file.startsWith('messages'))
	.map((file) => readFileSync(join('src', file), 'utf8'))
	.join('\n');

/** Keys that are put together where they are said: `talks.state.${state}` says all that begin so. */
const beginnings = [...source.matchAll(/`([a-z-]+\.[A-Za-z.-]*)\$\{/g)].map(
	([, start = '']) => start
);

it('every message is said somewhere', () => {
	const keys = Object.entries(en).flatMap(([room, words]) =>
		Object.keys(words).map((key) => `${room}.${key}`)
	);
	const silent = keys.filter(
		(key) =>
			!source.includes(`'${key}'`) &&
			!beginnings.some((start) => start.length > key.indexOf('.') + 1 && key.startsWith(start)) &&
			!beginnings.includes(`${key.split('.')[0]}.`)
	);
	expect(silent).toEqual([]);
});
