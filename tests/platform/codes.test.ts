import { expect, test } from 'vitest';
import { normalizeCode, spellCode } from '#lib/platform/codes.ts';

test('a code is shown in groups that can be read aloud, and read back from them', () => {
	expect(spellCode('7K3M9QXW2B4H')).toBe('7K3M 9QXW 2B4H');
	expect(spellCode('7KQ2M4XD', '-')).toBe('7KQ2-M4XD');
	expect(normalizeCode('7kq2-m4xd')).toBe('7KQ2M4XD');
});
