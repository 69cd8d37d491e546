import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeCode } from '#lib/platform/codes.ts';
import { fold, manyLines, oneLine } from '#lib/platform/text.ts';

describe('a folded name', () => {
	it('is found without accents, whatever the partner’s alphabet', () => {
		expect(fold('Šķēle')).toBe('skele');
		expect(fold('  Łąka  ')).toBe('laka');
		expect(fold('Đurđica Groß')).toBe('durdica gross');
		expect(fold('Żejtuna Ħal')).toBe('zejtuna hal');
		expect(fold('Ελένη')).toBe('ελενη');
		expect(fold('Bērziņš')).toBe(fold('Be\u0304rzin\u0327s\u030c'));
	});

	it('folds to itself', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(fold(fold(text))).toBe(fold(text));
			})
		);
	});
});

describe('text from outside', () => {
	it('on one line holds no line break, control or direction character', () => {
		expect(oneLine('Line\r\nBreak')).toBe('Line Break');
		expect(oneLine('\u202eevil\u202c')).toBe('evil');
		expect(oneLine('Nul\0Byte')).toBe('Nul Byte');
		expect(oneLine('  Spaces  Around ')).toBe('Spaces Around');
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(oneLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
			})
		);
	});

	it('on many lines keeps its paragraphs', () => {
		expect(manyLines('One\r\n\r\n\r\n\r\nTwo\tthree')).toBe('One\n\nTwo three');
	});
});

it('a code typed by hand is read as it was made', () => {
	expect(normalizeCode(' abcd-0il o ')).toBe('ABCD0110');
});
