import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const eslint = new ESLint({
	ruleFilter: ({ ruleId }) => ruleId === 'house/plain-docstring',
	// No type is asked for, and the files are made up.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
});

async function saidOf(comment: string, filePath = 'src/lib/guests/new.ts'): Promise<string[]> {
	const code = `${comment}\nexport const one = 1;`;
	const text = filePath.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>` : code;
	const [result] = await eslint.lintText(text, { filePath });
	return result?.messages.map(({ message }) => message) ?? [];
}

const said = (word: string) => [`Begin a docstring with a noun or a verb, not with "${word}".`];

it.each([
	['/** Who comes. */', 'Who'],
	['/**\n * Whoever comes.\n */', 'Whoever'],
	['/** What they need. */', 'What'],
	['/** Whatever they need. */', 'Whatever'],
	['/** Whose guest it is. */', 'Whose']
])('%s does not begin with a noun or a verb', async (comment, word) => {
	expect(await saidOf(comment)).toEqual(said(word));
	expect(await saidOf(comment, 'src/lib/guests/New.svelte')).toEqual(said(word));
});

it.each([
	'/** Guests who come. */',
	'/** Whole minutes. */',
	'/* What it costs. */',
	'// Who comes.'
])('%s may stand', async (comment) => {
	expect(await saidOf(comment)).toEqual([]);
});
