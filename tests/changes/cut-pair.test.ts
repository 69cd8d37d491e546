import { expect, it } from 'vitest';
import { cutPair } from '../../src/routes/organise/[edition=edition]/activity/cut-pair.ts';

it('short texts stand whole beside each other', () => {
	expect(cutPair('Hall', 'Elsewhere')).toEqual({ before: 'Hall', after: 'Elsewhere' });
});

it('long texts are cut around the place where they begin to differ', () => {
	const same = 'a'.repeat(300);
	const { before, after } = cutPair(`${same}old${same}`, `${same}new${same}`);
	const lead = 'a'.repeat(40);
	const rest = 'a'.repeat(160 - 40 - 3);
	expect(before).toBe(`…${lead}old${rest}…`);
	expect(after).toBe(`…${lead}new${rest}…`);
});

it('a long text and an empty one begin at their first word', () => {
	const long = 'b'.repeat(200);
	expect(cutPair('', long)).toEqual({ before: '', after: `${long.slice(0, 160)}…` });
});
