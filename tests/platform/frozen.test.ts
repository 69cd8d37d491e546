import * as v from 'valibot';
import { expect, it } from 'vitest';
import { frozen, FrozenError } from '#lib/platform/frozen.ts';

const first = frozen('Badge of a guest', v.object({ name: v.string() }));
const second = first.changedTo(v.object({ given: v.string(), family: v.string() }), ({ name }) => ({
	given: name.split(' ')[0] ?? '',
	family: name.split(' ')[1] ?? ''
}));
const third = second.changedTo(v.object({ printed: v.string() }), ({ given, family }) => ({
	printed: `${family}, ${given}`
}));

const problemOf = (text: string, as: { read(text: string): object } = third) => {
	try {
		return as.read(text);
	} catch (error) {
		return error;
	}
};

it('what is written says its version and is read as it was', () => {
	const text = first.write({ name: 'Anna Liepa' });
	expect(text).toBe('{"version":1,"name":"Anna Liepa"}');
	expect(first.read(text)).toEqual({ name: 'Anna Liepa' });
});

it('what an older release wrote is read in the newest shape, step by step', () => {
	expect(third.write({ printed: 'Liepa, Anna' })).toBe('{"version":3,"printed":"Liepa, Anna"}');
	expect(third.read(first.write({ name: 'Anna Liepa' }))).toEqual({ printed: 'Liepa, Anna' });
	expect(third.read(second.write({ given: 'Anna', family: 'Liepa' }))).toEqual({
		printed: 'Liepa, Anna'
	});
});

it('fields that the schema does not name are left out, when it is written and when it is read', () => {
	const more = { name: 'Anna Liepa', token: 'secret' };
	expect(first.write(more)).toBe('{"version":1,"name":"Anna Liepa"}');
	expect(first.read('{"version":1,"name":"Anna","__proto__":{"admin":true}}')).toEqual({
		name: 'Anna'
	});
});

it.each(['{"version":4,"printed":"secret"}', '{"version":0}', '{"version":-1}', '{"version":2.5}'])(
	'a version that nobody declared is refused by name: %s',
	(text) => {
		expect(problemOf(text)).toEqual(new FrozenError('Badge of a guest', 'unknown-version'));
		expect(String(problemOf(text))).toBe('FrozenError: Badge of a guest: unknown version');
	}
);

it.each([
	'',
	'{"version":3',
	'null',
	'[]',
	'"secret"',
	'{}',
	'{"version":"3","printed":"secret"}',
	'{"version":3}',
	'{"version":3,"printed":7}',
	'{"version":1,"name":["secret"]}'
])('damaged text is refused by name, and never quoted: %s', (text) => {
	expect(problemOf(text)).toEqual(new FrozenError('Badge of a guest', 'damaged'));
	expect(String(problemOf(text))).toBe('FrozenError: Badge of a guest: does not fit its schema');
});

it('what does not fit its schema is not written', () => {
	const name = JSON.parse('7') as string;
	expect(() => first.write({ name })).toThrow(new FrozenError('Badge of a guest', 'damaged'));
});
