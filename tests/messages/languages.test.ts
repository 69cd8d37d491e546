import { readFileSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import {
	byLanguage,
	fallbackLanguage,
	languageFor,
	languages,
	type Language
} from '#lib/platform/languages.ts';
import { fold } from '#lib/platform/text.ts';
import type { Audience, Words } from '#messages/language.ts';
import { folders } from '#messages/languages.ts';
import { roomsOf } from '#messages/rooms.ts';

const loaded = byLanguage((language) => folders[language].words());
const words = new Map<Language, Words>();
for (const language of languages) words.set(language, (await loaded[language]).default);
const audiences = Object.keys(roomsOf) as Audience[];
const audiencesOf = (language: Language): readonly Audience[] => folders[language].audiences;

function flat(rooms: Words = {}): Map<string, string> {
	return new Map(
		Object.entries(rooms).flatMap(([room, messages]) =>
			Object.entries(messages).map(([key, text]): [string, string] => [`${room}.${key}`, text])
		)
	);
}

/** Every placeholder of a message with its kind, such as `count:plural`. */
function placeholders(elements: MessageFormatElement[]): string[] {
	return elements.flatMap((element) => {
		if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
		const here = `${element.value}:${TYPE[element.type]}`;
		if (element.type === TYPE.plural || element.type === TYPE.select) {
			return [here, ...Object.values(element.options).flatMap((o) => placeholders(o.value))];
		}
		return [here];
	});
}

function pluralForms(elements: MessageFormatElement[]): string[][] {
	return elements.flatMap((element) =>
		element.type === TYPE.plural
			? [
					Object.keys(element.options),
					...Object.values(element.options).flatMap((o) => pluralForms(o.value))
				]
			: element.type === TYPE.select
				? Object.values(element.options).flatMap((o) => pluralForms(o.value))
				: []
	);
}

const shape = (text: string) => [...new Set(placeholders(parse(text, { ignoreTag: true })))].sort();

const listed = flat(words.get(fallbackLanguage));
const others = languages.filter((language) => language !== fallbackLanguage);

it('the fallback speaks to everybody', () => {
	expect(audiencesOf(fallbackLanguage)).toEqual(audiences);
});

describe.each(others)('the words in %s', (language) => {
	const theirs = flat(words.get(language));

	it('are whole for each audience that the language speaks to', () => {
		const needed = new Set<string>(audiencesOf(language).flatMap((audience) => roomsOf[audience]));
		const missing = [...listed.keys()]
			.filter((key) => needed.has(key.replace(/\..*/, '')) && !theirs.has(key))
			.map((key) => `src/messages/${language} does not say ${key}`);
		expect(missing).toEqual([]);
	});

	it('say nothing that is not on the list, and no room by halves', () => {
		const rooms = Object.keys(words.get(language) ?? {});
		const wanted = [...listed.keys()].filter((key) => rooms.includes(key.replace(/\..*/, '')));
		expect([...theirs.keys()].sort()).toEqual(wanted.sort());
	});

	it('fill the same placeholders', () => {
		const differing = [...listed]
			.filter(([key]) => theirs.has(key))
			.filter(([key, text]) => shape(text).join() !== shape(theirs.get(key) ?? '').join())
			.map(([key]) => key);
		expect(differing).toEqual([]);
	});

	it('give way to the fallback for the readers it does not speak to', () => {
		const pages = audiences.map((audience) => languageFor(audience, language));
		const wanted = audiences.map((audience) =>
			audiencesOf(language).includes(audience) ? language : fallbackLanguage
		);
		expect(pages).toEqual(wanted);
	});
});

describe.each(languages)('every message in %s', (language) => {
	const all = flat(words.get(language));

	it('has words', () => {
		expect([...all].filter(([, text]) => !text.trim()).map(([key]) => key)).toEqual([]);
	});

	it('gives each plural form that the language has, and no other', () => {
		const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort().join();
		const wrong = [...all].filter(([, text]) =>
			pluralForms(parse(text, { ignoreTag: true })).some(
				(forms) =>
					forms
						.filter((form) => !form.startsWith('='))
						.sort()
						.join() !== wanted
			)
		);
		expect(wrong.map(([key]) => key)).toEqual([]);
	});
});

const lists = byLanguage((language) => folders[language].guestLists());

describe.each(languages)('the guest lists in %s', (language) => {
	it('are written folded, as they are read', async () => {
		const { headings, roles, countries, calledAs } = (await lists[language]).default;
		const all = [headings, roles].flatMap((words) => Object.values(words).flat());
		const unfolded = [...all, ...Object.keys(countries), ...calledAs].filter(
			(word) => word !== fold(word).replace(/[^\p{L}\p{N}]+/gu, ' ')
		);
		expect(unfolded).toEqual([]);
	});
});

it('a heading means one column, whatever the language', async () => {
	const columns = new Map<string, Set<string>>();
	for (const language of languages) {
		const { headings } = (await lists[language]).default;
		for (const [column, words] of Object.entries(headings)) {
			for (const word of words) columns.set(word, (columns.get(word) ?? new Set()).add(column));
		}
	}
	expect([...columns].filter(([, meanings]) => meanings.size > 1).map(([word]) => word)).toEqual(
		[]
	);
});

it('a country has one language for those of whom nothing else is known', async () => {
	const homes: string[] = [];
	for (const language of languages) homes.push(...(await lists[language]).default.homes);
	expect(homes).toEqual([...new Set(homes)]);
});

it('the page that leans on nothing speaks every language, each marked as what it is', () => {
	const page = readFileSync('src/error.html', 'utf8').replace(/<\/?a\b[^>]*>/g, '');
	const silent = languages.filter((language) => {
		const title = flat(words.get(language)).get('ui.error.failed.title') ?? '';
		const part = page.indexOf(`<h1>${title}</h1>`);
		return (
			part < 0 || page.lastIndexOf('lang="', part) !== page.lastIndexOf(`lang="${language}"`, part)
		);
	});
	expect(silent).toEqual([]);
});
