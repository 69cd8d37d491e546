import { expect, it } from 'vitest';
import { partIn, partsOf } from '#lib/certificates/print-parts.ts';

it('certificates are printed a hundred to a file, and each is in one', () => {
	expect([0, 1, 100, 101].map(partsOf)).toEqual([0, 1, 1, 2]);
	const all = Array.from({ length: 101 }, (_, at) => at);
	expect([1, 2].flatMap((part) => partIn(all, part))).toEqual(all);
	expect(partIn(all, 3)).toEqual([]);
});
