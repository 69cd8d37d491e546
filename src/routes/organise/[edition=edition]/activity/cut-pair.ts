/** Longer texts are cut: the page says that something was changed, and where, not all of it. */
const longest = 160;
/** How much of what both have in common is left before the first difference. */
const lead = 40;

/** Two texts as the page shows them beside each other, cut around the place where they begin to differ. */
export function cutPair(before: string, after: string): { before: string; after: string } {
	if (Math.max(before.length, after.length) <= longest) return { before, after };
	let same = 0;
	while (same < before.length && before[same] === after[same]) same++;
	const from = Math.max(0, same - lead);
	const cut = (text: string) =>
		`${from > 0 ? '…' : ''}${text.slice(from, from + longest)}${text.length > from + longest ? '…' : ''}`;
	return { before: cut(before), after: cut(after) };
}
