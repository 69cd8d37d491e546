import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import en from '#messages/en/words.ts';

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(svelte|ts)$/.test(file) && !file.startsWith('messages'))
	.map((file) => readFileSync(join('src', file), 'utf8'))
	.join('\n');

/**
 * Where a value stands for all of a key but its room: what the value can be. Anything would fit such a template, so
 * that nothing in the room would ever be found silent.
 */
const wholeKeys: Record<string, string[]> = {
	'certificates.${format}': ['talk', 'workshop', 'poster', 'panel'],
	'conference.${outcome.reason}': [...['slug-taken', 'slug-form', 'day-twice']],
	'door.${door}': ['not-yet', 'open', 'closed'],
	'guests.${fill}': ['name', 'organisation', 'country', 'role'],
	'organise.${step.place}': [
		...['settings', 'projects', 'talks', 'agenda', 'guests', 'invitations', 'mail', 'door'],
		'certificates'
	],
	'people.${outcome.reason}': ['last-organiser']
};

const keys = Object.entries(en).flatMap(([room, words]) =>
	Object.keys(words).map((key) => `${room}.${key}`)
);
const rooms = Object.keys(en);

/** Keys that are put together where they are said: `talks.state-${state}` says all of that shape. */
const templates = [...source.matchAll(/`(([a-z-]+)\.[^`\n]*?\$\{[^`\n]*)`/g)]
	.filter(([, , room = '']) => rooms.includes(room))
	.map(([, template = '']) => template);
const isWhole = (template: string) => /^[a-z-]+\.\$\{[^}]*\}$/.test(template);

const shapes = templates
	.filter((template) => !isWhole(template))
	.map((template) => {
		const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
		return new RegExp(`^${parts.join('[A-Za-z0-9.-]+')}$`);
	});
const spelledOut = new Set([
	...[...source.matchAll(/'([a-z-]+\.[A-Za-z0-9.-]+)'/g)].map(([, key = '']) => key),
	...Object.entries(wholeKeys).flatMap(([template, values]) =>
		values.map((value) => template.replace(/\$\{.*\}/, value))
	)
]);

it('every message is said somewhere', () => {
	const silent = keys.filter(
		(key) => !spelledOut.has(key) && !shapes.some((shape) => shape.test(key))
	);
	expect(silent).toEqual([]);
});

it('what a value says alone is known', () => {
	expect([...new Set(templates.filter(isWhole))].sort()).toEqual(Object.keys(wholeKeys));
});

it('no message is given a value that it does not say', () => {
	const given = [...source.matchAll(/\bt\(\s*'([a-z-]+)\.([A-Za-z0-9.-]+)',\s*\{([^{}]*)\}/g)];
	expect(given.length).toBeGreaterThan(100);
	const unsaid = given.flatMap(([, room = '', key = '', values = '']) => {
		const text = (en as Record<string, Record<string, string>>)[room]?.[key] ?? '';
		// What stands in a call's own parentheses is not the message's.
		let own = values;
		while (/\([^()]*\)/.test(own)) own = own.replace(/\([^()]*\)/g, '');
		return [...own.matchAll(/(?:^|,)\s*(\w+)(?=\s*(?:[:,]|$))/g)]
			.filter(([, name = '']) => !new RegExp(`\\{${name}[,}]`).test(text))
			.map(([, name = '']) => `${room}.${key}: ${name}`);
	});
	expect(unsaid).toEqual([]);
});
