/** A list cut so that one statement stays below the engines' limit of parameters. */
export function inChunks<T>(list: readonly T[], size = 1_000): T[][] {
	const chunks: T[][] = [];
	for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
	return chunks;
}
