import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import { verbs, wordsOf } from '../../src/routes/organise/[edition=edition]/activity/verbs.ts';

describe('what was done', () => {
	it('has words in every language for every verb that a command writes down', async () => {
		const written = globSync('src/lib/**/*.server.ts')
			.map((file) => readFileSync(file, 'utf8'))
			.flatMap((source) => [
				...source.matchAll(
					/(?:verb(?:: string)?:|record\(trx,|turnDoor\([^)]*?,) (?:[^\n,]*? \? )?'([^']+)'/g
				),
				...source.matchAll(/verb: [^\n,]*? : '([^']+)'/g)
			])
			.map(([, verb]) => verb);
		expect(written).toContain('edition.created');
		expect(written).toContain('guest.answered');
		for (const verb of new Set(written)) expect(verbs, verb).toContain(verb);
	});

	it('is said in one line', async () => {
		for (const language of ['en', 'lv'] as const) {
			const t = await loadTranslate(language);
			for (const verb of verbs) {
				const key = wordsOf(verb);
				expect(key && t(key, { about: 'X', count: 2 })).toBeTruthy();
			}
		}
		expect(wordsOf('something.newer')).toBe(undefined);
	});
});
