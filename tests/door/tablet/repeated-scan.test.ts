import { describe, expect, test } from 'vitest';
import { RepeatedScanFilter } from '#lib/door/tablet/repeated-scan.ts';
import { KeyReader } from '#lib/door/tablet/keyboard-scanner.ts';

const anna = '0123456789ABCDEF';
const juris = 'FEDCBA9876543210';

describe('a code', () => {
	test('is heard once while the camera sees it, and again when it was away for two and a half seconds', () => {
		const repeats = new RepeatedScanFilter();
		const heard = [0, 60, 2_000, 4_000, 6_499, 8_999].map((at) => repeats.isNew(anna, at));
		expect(heard).toEqual([true, false, false, false, false, true]);
	});

	test('is the same however it is written, by a camera or a hand scanner', () => {
		const repeats = new RepeatedScanFilter();
		expect(repeats.isNew(`HTTPS://CONFERENCE.EXAMPLE/T/${anna}`, 0)).toBe(true);
		expect(repeats.isNew('0123 4567 89ab cdef', 100)).toBe(false);
	});

	test('of another ticket is heard at once', () => {
		const repeats = new RepeatedScanFilter();
		expect([repeats.isNew(anna, 0), repeats.isNew(juris, 100), repeats.isNew(anna, 200)]).toEqual([
			true,
			true,
			true
		]);
	});
});

describe('a hand scanner', () => {
	const type = (reader: KeyReader, keys: string[], pause: number, from = 1_000) =>
		keys.map((key, at) => reader.hear(key, from + at * pause)).at(-1);

	test('is known by its speed', () => {
		expect(type(new KeyReader(), [...anna, 'Enter'], 10)).toBe(anna);
		expect(type(new KeyReader(), [...anna, 'Enter'], 150)).toBe(undefined);
	});

	test('is not taken for a person who presses Enter', () => {
		expect(new KeyReader().hear('Enter', 1_000)).toBe(undefined);
		expect(type(new KeyReader(), ['a', 'b', 'Enter'], 10)).toBe(undefined);
	});

	test('may press Shift between letters, and leaves out what was typed before it', () => {
		const reader = new KeyReader();
		reader.hear('x', 0);
		expect(type(reader, ['Shift', ...anna, 'Enter'], 10)).toBe(anna);
	});

	test('scans one code after the other', () => {
		const reader = new KeyReader();
		expect(type(reader, [...anna, 'Enter'], 10)).toBe(anna);
		expect(type(reader, [...juris, 'Enter'], 10, 1_200)).toBe(juris);
	});
});
