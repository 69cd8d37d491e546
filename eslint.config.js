import boundaries from 'eslint-plugin-boundaries';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Who may import whom: the ground everywhere, the log on it, services on that, then each room only those before it. */
const ground = ['platform', 'db', 'ui', 'messages'];
const log = ['changes'];
const services = ['mail', 'calendar', 'documents'];
const features = [
	'people',
	'conference',
	'projects',
	'talks',
	'guests',
	'agenda',
	'invitations',
	'door',
	'certificates',
	'evaluation',
	'sample'
];

const rooms = (/** @type {string[]} */ names) => ({
	element: { type: 'room', captured: { room: names } }
});
const messages = { element: { type: 'messages' } };

const policies = [
	...ground.map((room) => [rooms([room]), ground]),
	...log.map((room) => [rooms([room]), [...ground, room]]),
	...services.map((room) => [rooms([room]), [...ground, ...log, room]]),
	...features.map((room, at) => [
		rooms([room]),
		[...ground, ...log, ...services, ...features.slice(0, at + 1)]
	]),
	[messages, ['platform']]
].map(([from, names]) => ({ from, allow: { to: [rooms(names), messages] } }));

const house = {
	default: 'disallow',
	message: '{{from.type}} {{from.captured.room}} may not import {{to.type}} {{to.captured.room}}',
	policies: [
		...policies,
		{
			from: { element: { type: ['routes', 'composition'] } },
			allow: { to: [{ element: { type: ['room', 'messages', 'routes', 'composition'] } }] }
		}
	]
};

/** Packages that one room keeps to itself. */
const kept = {
	lucia: 'Logins live in people/.',
	nodemailer: 'Mail leaves through the outbox in mail/.',
	'ical-generator': 'Calendar text is written in calendar/.',
	'@myriaddreamin/typst-ts-node-compiler': 'PDFs are made in documents/.'
};
const paths = (/** @type {string[]} */ names) =>
	Object.entries(kept)
		.filter(([name]) => names.includes(name))
		.map(([name, message]) => ({ name, message }));

/** What runs in the browser may say what the server's types are, and no more of it. */
const serverOnly = {
	group: ['*.server.ts', '**/*.server.ts', '\\#lib/db/*', 'node:*'],
	allowTypeImports: true,
	message: 'This runs in the browser too.'
};

export default ts.config(
	{ ignores: ['**/build/', '**/.svelte-kit/', 'data/', 'node_modules/', 'test-results/'] },
	...ts.configs.strict,
	...ts.configs.stylistic,
	...svelte.configs.recommended,
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		}
	},
	{
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'no-undef': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error',
			'no-console': 'error'
		}
	},
	{
		files: ['src/**', 'migrations/**'],
		plugins: { boundaries, 'import-x': importX },
		settings: {
			'import-x/extensions': ['.ts', '.js'],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
			'import-x/resolver-next': [createTypeScriptImportResolver()],
			'import/resolver': { typescript: true },
			'boundaries/flag-as-external': { customSourcePatterns: ['$app/*'] },
			'boundaries/ignore': ['src/app.css'],
			'boundaries/elements': [
				{ type: 'room', pattern: 'src/lib/*', capture: ['room'] },
				{ type: 'messages', pattern: 'src/messages' },
				{ type: 'routes', pattern: 'src/(routes|params)' },
				{ type: 'composition', pattern: 'src/bin' },
				{ type: 'composition', pattern: 'src' }
			]
		},
		rules: {
			'boundaries/dependencies': ['error', { ...house, checkUnknownLocals: true }],
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
			'no-restricted-imports': ['error', { paths: paths(Object.keys(kept)) }]
		}
	},
	...Object.entries({
		people: ['lucia'],
		mail: ['nodemailer'],
		calendar: ['ical-generator'],
		documents: ['@myriaddreamin/typst-ts-node-compiler']
	}).map(([room, own]) => ({
		files: [`src/lib/${room}/**`],
		rules: {
			'no-restricted-imports': [
				'error',
				{ paths: paths(Object.keys(kept).filter((name) => !own.includes(name))) }
			]
		}
	})),
	...[
		{ files: ['src/routes/**', 'src/params/**'], patterns: [] },
		{ files: ['src/routes/**/*.svelte', 'src/routes/**/+{page,layout}.ts'], patterns: [serverOnly] }
	].map(({ files, patterns }) => ({
		files,
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: [
						...paths(Object.keys(kept)),
						{ name: '$app/forms', importNames: ['enhance'], message: 'Take ui/enhance.ts.' }
					],
					patterns: [
						{ group: ['kysely', 'kysely/*'], message: 'Routes call queries and commands.' },
						...patterns
					]
				}
			]
		}
	})),
	{
		files: ['src/lib/**/*.ts', 'src/lib/**/*.svelte'],
		ignores: ['src/lib/**/*.server.ts', 'src/lib/db/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: paths(Object.keys(kept)),
					patterns: [serverOnly]
				}
			]
		}
	},
	{
		files: ['migrations/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ regex: '^(?!kysely$)', message: 'A migration is frozen: it imports only kysely.' }
					]
				}
			]
		}
	},
	{
		files: ['src/**/*.ts', 'tests/**/*.ts'],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': [
				'error',
				{ checksVoidReturn: { attributes: false } }
			],
			'@typescript-eslint/await-thenable': 'error'
		}
	},
	{
		files: ['src/bin/**', 'tests/**'],
		rules: { 'no-console': 'off' }
	}
);
