import { expect, it } from 'vitest';
import { acceptedLanguage, inLanguage } from '#lib/platform/languages.ts';
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
