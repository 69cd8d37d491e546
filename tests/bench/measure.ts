/** How fast we are beside a baseline measured in the same run: above `floor` is good enough. */
export interface Measure {
	name: string;
	ratio: number;
	floor: number;
}

export function median(numbers: number[]): number {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/**
 * Runs both sides in turn, `rounds` times, and returns the median of ours over the median of the baseline.
 * Each side returns its speed; more is better. Alternating keeps a noisy machine from favouring one of them.
 */
export async function alternate(
	rounds: number,
	ours: () => Promise<number>,
	baseline: () => Promise<number>
): Promise<number> {
	const speeds = { ours: [] as number[], baseline: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 ? (['baseline', 'ours'] as const) : (['ours', 'baseline'] as const);
		for (const side of order) speeds[side].push(await (side === 'ours' ? ours() : baseline()));
	}
	console.log(
		`  ours ${speeds.ours.map(Math.round)}, baseline ${speeds.baseline.map(Math.round)} a second`
	);
	return median(speeds.ours) / median(speeds.baseline);
}
