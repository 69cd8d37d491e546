import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	choices,
	differingIn,
	group,
	localized,
	rows,
	typedIn,
	unsaid,
	words
} from '#lib/platform/form-values.ts';
import { languages } from '#lib/platform/languages.ts';

const fields = {
	title: localized,
	summary: words,
	due: group({ on: words, time: words }),
	rooms: rows({ id: unsaid, name: words }),
	partners: rows({ name: words, role: words }, ({ name }) => name !== ''),
	countries: choices,
	revision: unsaid
};
const untitled = Object.fromEntries(languages.map((language) => [language, '']));
const values = {
	title: { ...untitled, en: 'Wood' },
	summary: 'Two\nlines',
	due: { on: '2027-05-24', time: '' },
	rooms: [{ id: 'hall', name: 'Aula' }],
	partners: [{ name: 'Järve Kutsekool', role: 'host' }],
	countries: ['EE', 'FI'],
	revision: '3'
};

it('what was typed comes back as it was', () => {
	expect(typedIn(fields, values)).toEqual(values);
});

it('whatever a forged form holds, each field has its shape and nothing else comes with it', () => {
	const empty = {
		title: untitled,
		summary: '',
		due: { on: '', time: '' },
		rooms: [],
		partners: [],
		countries: [],
		revision: ''
	};
	expect(typedIn(fields, { summary: ['x'], rooms: 'x', due: 'x', __proto__: { a: 1 } })).toEqual({
		...empty
	});
	expect(typedIn(fields, { rooms: ['x', null, { name: { a: 1 } }], admin: 'yes' })).toEqual({
		...empty,
		rooms: [
			{ id: '', name: '' },
			{ id: '', name: '' }
		]
	});
	const posted = fc.dictionary(fc.constantFrom(...Object.keys(fields)), fc.anything());
	fc.assert(
		fc.property(posted, (form) => {
			const typed = typedIn(fields, form);
			expect(Object.keys(typed)).toEqual(Object.keys(fields));
			expect(differingIn(fields, typed, typedIn(fields, typed))).toEqual([]);
		})
	);
});

it('two versions differ where they say something else, in the order of the form', () => {
	expect(
		differingIn(fields, values, {
			...values,
			rooms: [],
			title: { en: 'Metal' },
			due: { on: '2027-05-24', time: '12:00' },
			revision: '4'
		})
	).toEqual(['title', 'due', 'rooms']);
});

it('they do not differ by ids, languages without a text, line breaks, spaces around, empty rows or the order of choices', () => {
	expect(
		differingIn(fields, values, {
			...values,
			title: { en: 'Wood' },
			summary: ' Two\r\nlines ',
			rooms: [
				{ id: '', name: 'Aula' },
				{ id: '', name: '' }
			],
			partners: [...values.partners, { name: '', role: 'partner' }],
			countries: ['FI', '', 'EE'],
			revision: '4'
		})
	).toEqual([]);
});
