import { describe, expect, it } from 'vitest';
import {
	differingFields,
	newProject,
	reshape,
	typedValues,
	type ProjectValues
} from '#lib/projects/project-values.ts';

const partner = { name: 'Järve Kutsekool', country: 'EE', role: 'host' };
const values: ProjectValues = {
	...newProject,
	title: 'Wood',
	partners: [partner],
	countries: ['FI'],
	revision: '3'
};

describe('a project’s form', () => {
	it('shows what was typed again', () => {
		expect(typedValues({ ...values })).toEqual(values);
	});

	it('is not broken by a forged or cut post', () => {
		const forged = { title: ['x'], partners: ['x', null, { name: { a: 1 } }], countries: 'LV' };
		expect(typedValues(forged)).toEqual({
			...newProject,
			programme: '',
			revision: '',
			partners: Array.from({ length: 2 }, () => ({ name: '', country: '', role: '' })),
			countries: []
		});
	});

	it('gets a row more or less by its buttons', () => {
		expect(reshape(values, 'add-partner').partners).toEqual([
			partner,
			{ name: '', country: '', role: 'partner' }
		]);
		expect(reshape(values, 'add-country').countries).toEqual(['FI', '']);
		expect(reshape(values, 'remove-partner-0').partners).toEqual([]);
		expect(reshape(values, 'remove-partner-7')).toEqual(values);
		expect(reshape(values, 'anything else')).toEqual(values);
	});
});

describe('two versions of a project', () => {
	it('differ where they say something else', () => {
		const other = { ...values, title: 'Wood and metal', partners: [], revision: '4' };
		expect(differingFields(values, other)).toEqual(['title', 'partners']);
	});

	it('do not differ by how a browser writes a line break, or by the order of countries', () => {
		const saved = { ...values, summary: 'Two\nlines', countries: ['EE', 'FI'] };
		const typed = { ...values, summary: 'Two\r\nlines', countries: ['FI', 'EE'] };
		expect(differingFields(typed, saved)).toEqual([]);
	});

	it('do not differ by empty rows', () => {
		const withRoom = reshape(reshape(values, 'add-partner'), 'add-country');
		expect(differingFields(withRoom, values)).toEqual([]);
	});
});
