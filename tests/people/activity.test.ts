import { describe, expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import { activityVerbs } from '#lib/people/activity.ts';
import { languagesFor } from '#lib/platform/languages.ts';
import { noteIn, wordsOf } from '../../src/routes/organise/[edition=edition]/activity/words.ts';

describe('what was done', () => {
	it.each(languagesFor('organisers'))(
		'is said in a line of its own for each deed, in %s',
		async (language) => {
			const t = await loadTranslate(language);
			const lines = activityVerbs.map((verb) => {
				const key = wordsOf(verb);
				return key && t(key, { about: 'X', count: 2, answer: 'yes' });
			});
			expect(lines.filter((line) => !line)).toEqual([]);
			expect(new Set(lines).size).toBe(activityVerbs.length);
		}
	);

	it('is shown with the note or the reason that was written with it', () => {
		expect(noteIn({ number: 2, note: 'The hall is another.' })).toBe('The hall is another.');
		expect(noteIn({ reason: 'Another name' })).toBe('Another name');
		expect(noteIn({ number: 2, note: '' })).toBe('');
		expect(noteIn({ reason: 7 })).toBe('');
	});

	it('has no words for what another version of the software wrote', () => {
		expect(wordsOf('something.newer')).toBe(undefined);
	});
});
