/** In bytes: reading a form of very many fields takes far longer than its length says. */
const longestForm = 64_000;

/** Guest lists are posted whole: 5 MB hold 10,000 people. */
export const longestBody = 5_000_000;

const longerBodies: Record<string, number> = {
	'/door/scans': 512_000,
	'/organise/[edition=edition]/guests/import': longestBody
};

/** How many bytes may be posted to a route. */
export function longestBodyOf(routeId: string | null): number {
	return longerBodies[routeId ?? ''] ?? longestForm;
}
