/**
 * Where a form action leads back to: its own page with the same search, so that filters stay. The action's name leaves
 * the address, and so does every parameter of `without`.
 */
export function ownPage(url: URL, without: string[] = []): string {
	const kept = [...url.searchParams].filter(
		([name]) => !name.startsWith('/') && !without.includes(name)
	);
	return kept.length > 0 ? `${url.pathname}?${new URLSearchParams(kept)}` : url.pathname;
}
