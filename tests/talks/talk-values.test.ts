import { expect, test } from 'vitest';
import { differingFields, newValues } from '#lib/talks/talk-values.ts';

test('two versions differ in what they say, not in how browsers write a line break', () => {
	const saved = { ...newValues('en'), title: 'One chair', abstract: 'Two\nlines' };
	const typed = { ...saved, title: 'Two chairs', abstract: ' Two\r\nlines ' };
	expect(differingFields(typed, saved)).toEqual(['title']);
});
