import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { normalizeCode } from '#lib/platform/codes.ts';
import { requiredText } from '#lib/platform/fields.ts';
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

	it('holds nothing that cannot be seen, but keeps what joins two signs', () => {
		expect(oneLine('An\u00adna\u180e \u200dB\u200b.\u200d')).toBe('Anna B.');
		expect(oneLine('\u200d\u00ad\u2800\u3164\u200c')).toBe('');
		expect(oneLine('👩\u200d🏫 می\u200cخواهم')).toBe('👩\u200d🏫 می\u200cخواهم');
	});

	it('is required to show something', () => {
		const taken = (name: string) => v.safeParse(requiredText(), name).success;
		expect(['\u200d\u00ad', '\u3164', '\u0301', ' '].map(taken)).toEqual([
			...[false, false, false, false]
		]);
		expect(['Anna', '李', '7', '🏫'].map(taken)).toEqual([true, true, true, true]);
	});

	it('on many lines keeps its paragraphs', () => {
		expect(manyLines('One\r\n\r\n\r\n\r\nTwo\tthree')).toBe('One\n\nTwo three');
	});
});

it('a code typed by hand is read as it was made', () => {
	expect(normalizeCode(' abcd-0il o ')).toBe('ABCD0110');
});
