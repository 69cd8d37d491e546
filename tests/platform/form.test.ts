import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { countries } from '#lib/platform/countries.ts';
import {
	country,
	dayText,
	email,
	localized,
	optionalDay,
	optionalWholeNumber,
	requiredText,
	ticked,
	timeOfDay
} from '#lib/platform/fields.ts';
import { parseForm } from '#lib/platform/form.ts';

const form = (fields: Record<string, string>) => {
	const posted = new FormData();
	for (const [name, value] of Object.entries(fields)) posted.append(name, value);
	return posted;
};

describe('a posted form', () => {
	const schema = v.object({ name: requiredText(10), email, title: localized() });

	it('comes out clean', () => {
		const posted = form({
			name: ' Anna\u202e ',
			email: ' Anna@School.Example ',
			'title.en': 'Talk',
			'title.lv': ''
		});
		expect(parseForm(schema, posted)).toMatchObject({
			ok: true,
			value: { name: 'Anna', email: 'anna@school.example', title: { en: 'Talk', lv: '' } }
		});
	});

	it('with mistakes keeps what was typed and says what to mend', () => {
		const posted = form({
			name: 'A name that is too long',
			email: 'anna',
			'title.en': ' ',
			'title.lv': ''
		});
		expect(parseForm(schema, posted)).toEqual({
			ok: false,
			values: { name: 'A name that is too long', email: 'anna', title: { en: ' ', lv: '' } },
			problems: { name: 'form.too-long', email: 'form.email', title: 'form.required' }
		});
	});

	it('reaches no further than its own fields', () => {
		const call = Function.prototype.call;
		const posted = form({
			name: 'Anna',
			email: 'anna@school.example',
			'title.en': 'Talk',
			'toString.call': 'x',
			'hasOwnProperty.call': 'x',
			'__proto__.name': 'x',
			'title.constructor.prototype': 'x',
			'title.4294967294': 'x',
			'email.domain': 'x',
			['a.'.repeat(5_000)]: 'x'
		});
		expect(parseForm(schema, posted)).toEqual({
			ok: true,
			value: {
				name: 'Anna',
				email: 'anna@school.example',
				title: { en: 'Talk', lv: '', lt: '' }
			},
			values: { name: 'Anna', email: 'anna@school.example', title: { en: 'Talk' } }
		});
		expect([Object.prototype.toString.call, Object.prototype.hasOwnProperty.call]).toEqual([
			call,
			call
		]);
	});

	it('with any names at all is read, and every object stays as it was', () => {
		const name = fc.oneof(
			fc.string({ maxLength: 40 }),
			fc
				.array(
					fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'name', '0', '9999999')
				)
				.map((parts) => parts.join('.'))
		);
		const before = Object.getOwnPropertyNames(Object.prototype);
		fc.assert(
			fc.property(fc.array(fc.tuple(name, fc.string())), (fields) => {
				const posted = new FormData();
				for (const [field, value] of fields) posted.append(field, value);
				expect(parseForm(v.object({ name: requiredText() }), posted).ok).toBeTypeOf('boolean');
				expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
				expect(Object.keys(Object.prototype.toString)).toEqual([]);
			})
		);
	});

	it('holds files only where files are asked for', () => {
		const posted = new FormData();
		posted.append('name', new File(['x'], 'name.txt'));
		expect(parseForm(v.object({ name: requiredText() }), posted)).toEqual({
			ok: false,
			values: {},
			problems: { name: 'form.required' }
		});
	});

	it('without its fields is refused, not crashed', () => {
		const parsed = parseForm(schema, form({}));
		expect(parsed).toMatchObject({
			ok: false,
			problems: { name: 'form.required', email: 'form.required' }
		});
	});
});

describe('a field', () => {
	const accepts = (schema: v.GenericSchema, value: unknown) => v.safeParse(schema, value).success;

	it('takes one address, never a header, a list or a phrase', () => {
		for (const good of ['a@b.example', 'ģirts@skola.example', "d'angelo+x@sub.domain.example"]) {
			expect(accepts(email, good), good).toBe(true);
		}
		for (const bad of [
			'',
			'a',
			'a@b',
			'a@b.example, c@d.example',
			'a@b.example\r\nBcc: c@d.example',
			'<a@b.example>',
			'a b@c.example',
			`${'x'.repeat(250)}@b.example`
		]) {
			expect(accepts(email, bad), bad).toBe(false);
		}
	});

	it('takes only days that exist', () => {
		expect(accepts(dayText, '2028-02-29')).toBe(true);
		for (const bad of ['2027-02-29', '2027-13-01', '24.05.2027', ''])
			expect(accepts(dayText, bad)).toBe(false);
		expect(v.parse(optionalDay, '')).toBeNull();
		expect(v.parse(optionalDay, '2027-05-24')).toBe('2027-05-24');
	});

	it('takes times of a 24-hour day', () => {
		expect(accepts(timeOfDay, '09:30')).toBe(true);
		for (const bad of ['24:00', '9:30', '09:60', '']) expect(accepts(timeOfDay, bad)).toBe(false);
	});

	it('takes whole numbers within bounds, or nothing where that is allowed', () => {
		expect(v.parse(optionalWholeNumber(1, 500), ' 40 ')).toBe(40);
		expect(v.parse(optionalWholeNumber(1, 500), '')).toBeNull();
		for (const bad of ['0', '501', '4.5', 'many', '1e3']) {
			expect(accepts(optionalWholeNumber(1, 500), bad), bad).toBe(false);
		}
	});

	it('takes a country’s code in either case', () => {
		expect(v.parse(country, 'lv')).toBe('LV');
		expect(v.parse(country, '')).toBeNull();
		expect(accepts(country, 'Latvia')).toBe(false);
	});

	it('takes no country that there is none of', () => {
		expect(['ZZ', 'AA', 'EU', 'QO', 'L1'].filter((code) => accepts(country, code))).toEqual([]);
		expect(countries.filter((code) => !accepts(country, code))).toEqual([]);
	});

	it('is ticked or not', () => {
		expect(v.parse(ticked, 'on')).toBe(true);
		expect(v.parse(ticked, undefined)).toBe(false);
	});
});
