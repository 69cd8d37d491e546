import { expect, it } from 'vitest';
import { knotPath, knotRowPath } from '#lib/ui/knot.ts';

it('a row of knots is one line without a gap', () => {
	expect(knotRowPath(1)).toBe(knotPath);
	expect(knotRowPath(2)).toBe(
		'M2 15L6 19L16 9L12 5L8 9L18 19L22 15L26 19L36 9L32 5L28 9L38 19L42 15'
	);
});
