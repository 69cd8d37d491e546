import { expect, it } from 'vitest';
import {
	acceptedLanguage,
	inLanguage,
	languageFor,
	otherLanguage
} from '#lib/platform/languages.ts';
import { loadTranslate } from '#messages/load.ts';

it('a browser gets the first language it asks for that we speak', () => {
	expect(acceptedLanguage('lv-LV,lv;q=0.9,en;q=0.8')).toBe('lv');
	expect(acceptedLanguage('de, en;q=0.4, lv;q=0.7')).toBe('lv');
	expect(acceptedLanguage('fi')).toBe('en');
	expect(acceptedLanguage('lv;q=0, en')).toBe('en');
	expect(acceptedLanguage(null)).toBe('en');
	expect(acceptedLanguage(';;;,,q=')).toBe('en');
});

it('a text is shown in the reader’s language, else in English, else in any', () => {
	expect(inLanguage({ en: 'Programme', lv: 'Programma' }, 'lv')).toBe('Programma');
	expect(inLanguage({ en: 'Programme' }, 'lv')).toBe('Programme');
	expect(inLanguage({ lv: 'Programma' }, 'en')).toBe('Programma');
	expect(inLanguage({}, 'en')).toBe('');
});

it('a text tells its language where that is not the reader’s', () => {
	expect(otherLanguage({ en: 'Programme', lv: 'Programma' }, 'lv')).toBeUndefined();
	expect(otherLanguage({ en: 'Programme', lv: 'Programma' }, 'lt')).toBe('en');
	expect(otherLanguage({ lv: 'Programma' }, 'lt')).toBe('lv');
	expect(otherLanguage({}, 'lt')).toBeUndefined();
});

it('Lithuanian speaks to guests and speakers; organisers and the door are spoken to in English', () => {
	expect(languageFor('guests', 'lt')).toBe('lt');
	expect(languageFor('speakers', 'lt')).toBe('lt');
	expect(languageFor('organisers', 'lt')).toBe('en');
	expect(languageFor('door', 'lt')).toBe('en');
	expect(languageFor('organisers', 'lv')).toBe('lv');
});

it('Lithuanian counts in its own forms', async () => {
	const t = await loadTranslate('lt');
	const hours = [1, 2, 9, 10, 11, 20, 21, 22, 1.5].map((count) =>
		t('certificates.hours', { count })
	);
	expect(hours).toEqual([
		'1 valanda',
		'2 valandos',
		'9 valandos',
		'10 valandų',
		'11 valandų',
		'20 valandų',
		'21 valanda',
		'22 valandos',
		'1,5 valandos'
	]);
});

it('Latvian counts in three forms', async () => {
	const t = await loadTranslate('lv');
	expect(t('form.problems', { count: 1 })).toBe('Uzmanība jāpievērš 1 laukam. Nekas nav pazudis.');
	expect(t('form.problems', { count: 11 })).toBe(
		'Uzmanība jāpievērš 11 laukiem. Nekas nav pazudis.'
	);
	expect(t('form.problems', { count: 21 })).toBe(
		'Uzmanība jāpievērš 21 laukam. Nekas nav pazudis.'
	);
});
