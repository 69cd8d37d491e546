/**
 * The mark: two stems that meet, after the *jumis* of Latvian ornament, drawn as a single line. The points lie in a
 * square of 24; the first and last are at the same height and 20 apart, so that knots in a row join into one line.
 */
export const knotPoints = [
	[2, 15],
	[6, 19],
	[16, 9],
	[12, 5],
	[8, 9],
	[18, 19],
	[22, 15]
] as const;

/** How far the next knot of a row stands. */
export const knotStep = 20;

/** The mark as an SVG path in a square of 24. */
export const knotPath = lineThrough(knotPoints);

/** `count` knots in a row as one SVG path, `count * knotStep + 4` wide and 24 high. */
export function knotRowPath(count: number): string {
	const row = Array.from({ length: count }, (_, at) =>
		knotPoints.slice(at === 0 ? 0 : 1).map(([x, y]) => [x + at * knotStep, y] as const)
	);
	return lineThrough(row.flat());
}

/** How far the next pair of rows of a lattice stands. */
export const latticeStep = 28;

/**
 * Knots all over, as in a woven belt: each row stands on the feet of its mirror image, one loop under the other.
 * `columns * knotStep` wide and `rows * latticeStep` high; the path begins at the left and above.
 */
export function knotLatticePath(columns: number, rows: number): string {
	const across = Array.from({ length: columns }, (_, at) => at * knotStep);
	const down = Array.from({ length: rows }, (_, at) => at * latticeStep);
	return down
		.flatMap((y) => [1, -1].map((side) => ({ y: y + latticeStep / 2, side })))
		.map(({ y, side }) =>
			lineThrough(
				across.flatMap((x, at) =>
					knotPoints
						.slice(at === 0 ? 0 : 1)
						.map(([px, py]) => [px - 2 + x, y + (py - 19) * side] as const)
				)
			)
		)
		.join('');
}

function lineThrough(points: readonly (readonly [number, number])[]): string {
	return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
