import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { languages } from '#lib/platform/languages.ts';

/**
 * Where a language may be named outside its folder, and why. Anything else makes a page, a form or a mail that the next
 * language would be missing from.
 */
const exceptions: Record<string, string> = {
	'src/messages/languages.ts': 'the list of languages itself',
	'src/lib/talks/talk.ts':
		'the languages that talks are held in: those of the world, not the app’s',
	'src/lib/sample/agenda.ts': 'the sample conference’s own texts',
	'src/lib/sample/people.server.ts': 'the sample conference’s own people',
	'src/lib/sample/stage.ts': 'the sample conference’s own school',
	'src/lib/sample/talks.ts': 'the sample conference’s own talks',
	'src/lib/sample/commands.server.ts': 'the sample conference’s own title',
	'src/error.html':
		'the page that leans on nothing; languages.test.ts holds that it speaks each language'
};

const codes = languages.join('|');
const namings = [
	// 'lv', "lv", `lv`, also with a region or at the start of an address: 'lv-LV', '/lv/…'.
	new RegExp(`['"\`]/?(?:${codes})(?:-[A-Z]{2})?(?:/[^'"\`]*)?['"\`]`),
	// title.lv
	new RegExp(`[\\w\\])]\\.(?:${codes})\\b(?!\\.?\\w|['"\`/])`),
	// { lv: … }, { lv } and Record<'lv', …>
	new RegExp(`(?:^|[{,(\\s])(?:${codes})\\??\\s*:(?!:)`),
	new RegExp(`[{,]\\s*(?:${codes})\\s*[,}]`),
	// lang="lv" in markup, :lang(lv) in a style sheet
	new RegExp(`lang(?:=|\\()["']?(?:${codes})\\b`)
];

/** The lines that name a language, comments aside. */
function namesIn(text: string): string[] {
	return text
		.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
		.split('\n')
		.map((line) => line.replace(/(^|\s)\/\/.*/, '').trim())
		.filter((line) => namings.some((naming) => naming.test(line)));
}

const ownFolder = new RegExp(`^src/messages/(?:${codes})/`);

const sources = ['src', 'migrations']
	.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))
	)
	.filter((file) => /\.(?:ts|svelte|html|css|typ|js)$/.test(file) && !ownFolder.test(file));

it('nothing outside its folder names a language', () => {
	const named = sources
		.filter((file) => !(file in exceptions))
		.flatMap((file) => namesIn(readFileSync(file, 'utf8')).map((line) => `${file}: ${line}`));
	expect(named).toEqual([]);
});

it('every exception is still one', () => {
	const idle = Object.keys(exceptions).filter((file) => {
		return !sources.includes(file) || namesIn(readFileSync(file, 'utf8')).length === 0;
	});
	expect(idle).toEqual([]);
});

it.each([
	`languageOr(row.language, 'lv')`,
	`if (language === "en") return`,
	`new Intl.DateTimeFormat('en-GB')`,
	'`/lv/${slug}`',
	`JSON.stringify([kind, title.en, title.lv])`,
	`return text.lv;`,
	`v.object({ en: text(most), lv: text(most) })`,
	`const words = { en, lv };`,
	`<p lang="lv">`,
	`:lang(lv) { hyphens: auto }`,
	`type Language = 'en'`
])('%s names a language', (line) => {
	expect(namesIn(line)).toEqual([line]);
});

it.each([
	`// '/lv/2027' is read in Latvian`,
	`email: 'girts@lv.example'`,
	`a.envelope`,
	`link.length`,
	`import { screen } from './screen.ts'`
])('%s names none', (line) => {
	expect(namesIn(line)).toEqual([]);
});
