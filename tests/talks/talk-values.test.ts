import { expect, test } from 'vitest';
import { differingFields, newValues } from '#lib/talks/talk-values.ts';

test('two versions differ in what they say, not in how browsers write a line break or whom they name', () => {
	const saved = {
		...newValues('en'),
		title: 'One chair',
		abstract: 'Two\nlines',
		coSpeakers: 'anna@school.example'
	};
	const typed = {
		...saved,
		title: 'Two chairs',
		abstract: ' Two\r\nlines ',
		coSpeakers: 'Anna Liepa <anna@school.example>'
	};
	expect(differingFields(typed, saved)).toEqual(['title']);
	expect(differingFields(typed, { ...saved, coSpeakers: '' })).toEqual(['title', 'coSpeakers']);
});
