import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Who may import whom: each room only those before it. */
const rooms = [
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
const ground = ['platform', 'db', 'ui', 'messages'];
const services = ['mail', 'calendar', 'documents'];

const mayImport = [
	...ground.map((room) => [room, ground]),
	...services.map((room) => [room, [...ground, room]]),
	...rooms.map((room, at) => [room, [...ground, ...services, ...rooms.slice(0, at + 1)]]),
	['routes', [...ground, ...services, ...rooms, 'routes']],
	['composition', [...ground, ...services, ...rooms, 'composition']]
];

const outsiders = {
	kysely: 'routes ask a room’s queries and commands',
	nodemailer: 'mail leaves through the outbox',
	'ical-generator': 'calendar text is made in calendar/',
	lucia: 'logins live in people/'
};

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'data/', 'node_modules/', 'test-results/'] },
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
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/require-each-key': 'error',
			'svelte/no-at-html-tags': 'error',
			'no-console': 'error',
			'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }]
		}
	},
	{
		files: ['src/**'],
		plugins: { boundaries },
		settings: {
			'boundaries/elements': [
				{ type: 'room', pattern: 'src/lib/*', capture: ['room'], mode: 'folder' },
				{ type: 'messages', pattern: 'src/messages', mode: 'folder' },
				{ type: 'routes', pattern: 'src/(routes|params)', mode: 'folder' },
				{ type: 'composition', pattern: 'src/*.ts', mode: 'full' },
				{ type: 'composition', pattern: 'src/bin', mode: 'folder' }
			]
		}
	}
);
