/** Where a page of a long list stands: `page` counts from 1, and there is always one. */
export interface Paging {
	page: number;
	pages: number;
}

/** Rows on one page, where a list does not say otherwise. */
export const pageSize = 50;

/** The page of `count` rows that was asked for, or the nearest that there is; `offset` rows stand before it. */
export function pageOf({
	count,
	asked,
	size = pageSize
}: {
	count: number;
	asked: number;
	size?: number;
}): Paging & { offset: number } {
	const pages = Math.max(1, Math.ceil(count / size));
	const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages);
	return { page, pages, offset: (page - 1) * size };
}

/** One page of a list that is held whole, as `pageOf` chooses it. */
export function pageOfRows<Row>(
	rows: readonly Row[],
	asked: number,
	size = pageSize
): Paging & { rows: Row[] } {
	const { offset, ...paging } = pageOf({ count: rows.length, asked, size });
	return { ...paging, rows: rows.slice(offset, offset + size) };
}

/** The page that an address asks for; the first where it names none. */
export function askedPage(url: URL): number {
	return Number(url.searchParams.get('page')) || 1;
}
