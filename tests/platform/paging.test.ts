import { expect, it } from 'vitest';
import { askedPage, pageOf, pageOfRows } from '#lib/platform/paging.ts';

it('a page beyond the last is the last, and one before the first the first', () => {
	const pages = [9, 3, 0, -1].map((asked) => pageOf({ count: 120, asked }));
	expect(pages).toEqual([
		{ page: 3, pages: 3, offset: 100 },
		{ page: 3, pages: 3, offset: 100 },
		{ page: 1, pages: 3, offset: 0 },
		{ page: 1, pages: 3, offset: 0 }
	]);
});

it('an empty list has one page, with nothing on it', () => {
	expect(pageOf({ count: 0, asked: 2, size: 20 })).toEqual({ page: 1, pages: 1, offset: 0 });
	expect(pageOfRows([], 1)).toEqual({ page: 1, pages: 1, rows: [] });
});

it('a list that fills its pages has no empty one after them', () => {
	expect(pageOf({ count: 100, asked: 3 })).toEqual({ page: 2, pages: 2, offset: 50 });
	expect(pageOfRows(['a', 'b', 'c'], 2, 2)).toEqual({ page: 2, pages: 2, rows: ['c'] });
});

it.each([
	['', 1],
	['?page=2', 2],
	['?page=2.7', 2],
	['?page=two', 1],
	['?page=-3', 1],
	['?page=1e99', 3],
	['?page=Infinity', 3],
	['?page=', 1]
])('an address that asks for %j shows page %i of three', (search, page) => {
	const asked = askedPage(new URL(`https://conference.school.example/organise${search}`));
	expect(pageOf({ count: 120, asked }).page).toBe(page);
});
