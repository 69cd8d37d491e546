import boundaries from 'eslint-plugin-boundaries';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** A room all of whose files are public. */
const everything = ['**'];

/**
 * The rooms in their order, each with its face: the files that others may import. What is not named is private to its
 * room. A feature imports from the ground, the log, the services and the features before it.
 * @type {Record<'ground' | 'log' | 'services' | 'features', Record<string, string[]>>}
 */
export const house = {
	ground: {
		platform: everything,
		db: [
			'backup.ts',
			'chunks.ts',
			'connect.ts',
			'contains.ts',
			'health.ts',
			'insert-once.ts',
			'migrate.ts',
			'prepared-query.ts',
			'query-count.ts',
			'setting.ts',
			'transaction.ts'
		],
		ui: everything
	},
	log: {
		changes: [
			'commands.server.ts',
			'fields.ts',
			'queries.server.ts',
			'reader.server.ts',
			'signals.server.ts',
			'subject.ts',
			'verb.ts'
		]
	},
	services: {
		mail: [
			'FilesNotice.svelte',
			'MailButton.svelte',
			'MailFacts.svelte',
			'MailLayout.svelte',
			'MailText.svelte',
			'commands.server.ts',
			'compose.server.ts',
			'mail-changes.ts',
			'mail-kind.ts',
			'mail-preview.server.ts',
			'mail-text.ts',
			'outbox.ts',
			'queries.server.ts',
			'render.server.ts',
			'retry.ts',
			'template.server.ts',
			'transport.server.ts',
			'worker.server.ts'
		],
		calendar: ['event.ts', 'write.server.ts'],
		documents: ['QrCode.svelte', 'qr.server.ts', 'qr.ts', 'typeface.ts', 'typst.server.ts']
	},
	features: {
		people: [
			'commands.server.ts',
			'guard.server.ts',
			'logins.server.ts',
			'organisers.server.ts',
			'people-changes.ts',
			'person.ts',
			'queries.server.ts',
			'return-to.ts',
			'sign-in-mail.server.ts',
			'sign-in.server.ts',
			'sign-in.ts'
		],
		conference: [
			'calls.server.ts',
			'commands.server.ts',
			'edition-changes.ts',
			'edition-values.ts',
			'edition.ts',
			'guard.server.ts',
			'queries.server.ts'
		],
		projects: [
			'ProjectForm.svelte',
			'by-person.ts',
			'commands.server.ts',
			'project-changes.ts',
			'project-list.ts',
			'project-values.ts',
			'project.ts',
			'queries.server.ts',
			'summary.ts'
		],
		talks: [
			'TalkBadge.svelte',
			'TalkFacts.svelte',
			'TalkForm.svelte',
			'TalkVersions.svelte',
			'commands.server.ts',
			'queries.server.ts',
			'talk-changes.ts',
			'talk-mails.server.ts',
			'talk-values.ts',
			'talk.ts'
		],
		guests: [
			'AnswerBadge.svelte',
			'AnswerChart.svelte',
			'PersonFields.svelte',
			'asking.ts',
			'commands.server.ts',
			'deadline.ts',
			'guest-changes.ts',
			'guest.ts',
			'import/import.server.ts',
			'link.server.ts',
			'queries.server.ts',
			'sheet.ts'
		],
		agenda: [
			'MoveOffer.svelte',
			'Programme.svelte',
			'agenda-changes.ts',
			'clashes.ts',
			'commands.server.ts',
			'difference.ts',
			'draft.ts',
			'feed.server.ts',
			'hours.ts',
			'item.ts',
			'programme.ts',
			'queries.server.ts',
			'readable-programme.ts',
			'release.ts',
			'schedule.server.ts',
			'settings.server.ts',
			'wording.ts'
		],
		invitations: [
			'CalendarsSettling.svelte',
			'announcement.ts',
			'calendar-mail.server.ts',
			'commands.server.ts',
			'entries.ts',
			'follower.server.ts',
			'invitation-changes.ts',
			'invitation-mail.server.ts',
			'links.server.ts',
			'mail-kinds.ts',
			'queries.server.ts',
			'settling.ts',
			'ticket-mail.server.ts'
		],
		door: [
			'commands.server.ts',
			'devices.server.ts',
			'door-changes.ts',
			'overview.server.ts',
			'pairing.ts',
			'queries.server.ts',
			'requests.server.ts',
			'scan.ts',
			'tablet/TabletScreen.svelte',
			'upload.ts'
		],
		certificates: [
			'certificate-changes.ts',
			'certificate-mail.server.ts',
			'commands.server.ts',
			'mail-kinds.ts',
			'overview.server.ts',
			'print-parts.ts',
			'print.server.ts',
			'queries.server.ts',
			'recipient.ts',
			'words.ts'
		],
		sample: ['commands.server.ts', 'stage.ts']
	}
};

const ground = Object.keys(house.ground);
const log = Object.keys(house.log);
const services = Object.keys(house.services);
const features = Object.keys(house.features);
const everyRoom = [...ground, ...log, ...services, ...features];

/**
 * Each room with the others that it may import from.
 * @type {Record<string, string[]>}
 */
const before = Object.fromEntries([
	...ground.map((room) => [room, ground]),
	...log.map((room) => [room, ground]),
	...services.map((room) => [room, [...ground, ...log]]),
	...features.map((room, at) => [room, [...ground, ...log, ...services, ...features.slice(0, at)]])
]);

const rooms = (/** @type {string[]} */ names, fileInternalPath = everything) => ({
	element: { type: 'room', captured: { room: names }, fileInternalPath }
});
const messages = { element: { type: 'messages' } };
/** Routes, and what puts the app together. */
const app = { element: { type: ['routes', 'composition'] } };
/** A room's tests may import all of that room, and of others what the app may. */
const testsOf = (/** @type {string[]} */ names) => ({
	element: { type: 'tests', captured: { room: names } }
});
/** What serves every test, and tests of several rooms, may import everything. */
const commonTests = { element: { type: 'common tests' } };
const tests = { element: { type: ['tests', 'common tests'] } };

// Of the policies that speak of an import, the last decides.
const faces = Object.values(house)
	.flatMap((some) => Object.entries(some))
	.flatMap(([room, face]) => {
		const others = everyRoom.filter((other) => other !== room && before[other]?.includes(room));
		const from = [
			app,
			testsOf(everyRoom),
			rooms(others),
			...(room === 'platform' ? [messages] : [])
		];
		return [
			{
				from,
				disallow: { to: rooms([room]) },
				message: `${room}/{{to.internalPath}} is private to ${room}: import ${face.join(', ')}`
			},
			{ from, allow: { to: rooms([room], face) } },
			{ from: [rooms([room]), testsOf([room])], allow: { to: rooms([room]) } }
		];
	});

/** The types of a room's tables are for that room. */
const tables = features.concat(services, log).map((room) => ({
	from: rooms([room]),
	allow: { to: rooms(['db'], [`schema/${room}.ts`]) }
}));

const imports = {
	default: 'disallow',
	checkUnknownLocals: true,
	message: '{{from.type}} {{from.captured.room}} may not import {{to.type}} {{to.captured.room}}',
	policies: [
		...faces,
		...tables,
		{
			from: [app, tests, messages, rooms(everyRoom)],
			allow: { to: messages }
		},
		{
			from: app,
			allow: { to: app }
		},
		{
			from: tests,
			allow: { to: [app, tests, rooms(['db'], ['schema/*'])] }
		},
		{
			from: commonTests,
			allow: { to: rooms(everyRoom) }
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

/**
 * A docstring begins with a noun or a verb, not with a question.
 * @type {import('eslint').Rule.RuleModule}
 */
const plainDocstring = {
	meta: {
		type: 'suggestion',
		schema: [],
		messages: { question: 'Begin a docstring with a noun or a verb, not with "{{word}}".' }
	},
	create: ({ sourceCode, report }) => ({
		Program() {
			for (const { type, value, loc } of sourceCode.getAllComments()) {
				const [, word] = /^\*[\s*]*(wh(?:o|at)(?:m|se|ever)?)\b/i.exec(value) ?? [];
				if (type === 'Block' && word && loc) report({ loc, messageId: 'question', data: { word } });
			}
		}
	})
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
		files: ['src/**', 'migrations/**', 'tests/**'],
		plugins: { boundaries },
		settings: {
			'import/resolver': { typescript: true },
			'boundaries/flag-as-external': { customSourcePatterns: ['$app/*'] },
			'boundaries/ignore': ['src/app.css', 'eslint.config.js'],
			'boundaries/elements': [
				{ type: 'room', pattern: 'src/lib/*', capture: ['room'] },
				{ type: 'messages', pattern: 'src/messages' },
				{ type: 'routes', pattern: 'src/(routes|params)' },
				{ type: 'composition', pattern: 'src/bin' },
				{ type: 'composition', pattern: 'src' },
				{ type: 'tests', pattern: `tests/(${everyRoom.join('|')})`, capture: ['room'] },
				{ type: 'common tests', pattern: 'tests' }
			]
		},
		rules: { 'boundaries/dependencies': ['error', imports] }
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		plugins: { house: { rules: { 'plain-docstring': plainDocstring } } },
		rules: { 'house/plain-docstring': 'error' }
	},
	{
		files: ['src/**', 'migrations/**'],
		plugins: { 'import-x': importX },
		settings: {
			'import-x/extensions': ['.ts', '.js'],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
			'import-x/resolver-next': [createTypeScriptImportResolver()]
		},
		rules: {
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
			'no-restricted-imports': ['error', { paths: paths(Object.keys(kept)) }]
		}
	},
	...Object.entries({
		people: ['lucia'],
		mail: ['nodemailer'],
		calendar: ['ical-generator'],
		documents: ['@myriaddreamin/typst-ts-node-compiler']
	}).map(
		/** @returns {import('eslint').Linter.Config} */
		([room, own]) => ({
			files: [`src/lib/${room}/**`],
			rules: {
				'no-restricted-imports': [
					'error',
					{ paths: paths(Object.keys(kept).filter((name) => !own.includes(name))) }
				]
			}
		})
	),
	...[
		{ files: ['src/routes/**', 'src/params/**'], patterns: [] },
		{ files: ['src/routes/**/*.svelte', 'src/routes/**/+{page,layout}.ts'], patterns: [serverOnly] }
	].map(
		/** @returns {import('eslint').Linter.Config} */
		({ files, patterns }) => ({
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
		})
	),
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
