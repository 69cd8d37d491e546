import { expect, it } from 'vitest';
import { knotLatticePath, knotPath, knotRowPath } from '#lib/ui/knot.ts';

it('a row of knots is one line without a gap', () => {
	expect(knotRowPath(1)).toBe(knotPath);
	expect(knotRowPath(2)).toBe(
		'M2 15L6 19L16 9L12 5L8 9L18 19L22 15L26 19L36 9L32 5L28 9L38 19L42 15'
	);
});

it('in the lattice a knot stands on the feet of its mirror image', () => {
	expect(knotLatticePath(1, 1)).toBe(
		'M0 10L4 14L14 4L10 0L6 4L16 14L20 10' + 'M0 18L4 14L14 24L10 28L6 24L16 14L20 18'
	);
	expect(knotLatticePath(2, 3).match(/M/g)).toHaveLength(6);
});
