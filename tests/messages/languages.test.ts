import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import en from '#messages/en/words.ts';
import lv from '#messages/lv/words.ts';
import { languages } from '#lib/platform/languages.ts';

type Words = Record<string, Record<string, string>>;
const words: Record<string, Words> = { en, lv };

function flat(rooms: Words): Map<string, string> {
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

describe.each(languages.filter((language) => language !== 'en'))('the words in %s', (language) => {
	const english = flat(en);
	const theirs = flat(words[language] ?? {});

	it('say everything that English says, and nothing else', () => {
		expect([...theirs.keys()].sort()).toEqual([...english.keys()].sort());
	});

	it('fill the same placeholders', () => {
		const differing = [...english]
			.filter(([key]) => theirs.has(key))
			.filter(([key, text]) => shape(text).join() !== shape(theirs.get(key) ?? '').join())
			.map(([key]) => key);
		expect(differing).toEqual([]);
	});
});

describe.each(languages)('every message in %s', (language) => {
	const all = flat(words[language] ?? {});

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
