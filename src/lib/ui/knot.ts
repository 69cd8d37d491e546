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

/** The mark come undone: one stem has slipped out of the loop. */
export const looseKnotPath = lineThrough([
	[2, 15],
	[6, 19],
	[16, 9],
	[12, 5],
	[9.5, 7.5]
]).concat(
	lineThrough([
		[15.5, 16.5],
		[18, 19],
		[22, 15]
	])
);

/** `count` knots in a row as one SVG path, `count * knotStep + 4` wide and 24 high. */
export function knotRowPath(count: number): string {
	const row = Array.from({ length: count }, (_, at) =>
		knotPoints.slice(at === 0 ? 0 : 1).map(([x, y]) => [x + at * knotStep, y] as const)
	);
	return lineThrough(row.flat());
}

function lineThrough(points: readonly (readonly [number, number])[]): string {
	return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
