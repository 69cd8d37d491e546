import { existsSync, readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { house } from '../../eslint.config.js';

const faces = Object.fromEntries(Object.values(house).flatMap((rooms) => Object.entries(rooms)));

const eslint = new ESLint({
	ruleFilter: ({ ruleId }) => ruleId === 'boundaries/dependencies',
	// No type is asked for, and the files are made up.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
});

/** What lint says about a file that imports another one. */
async function saidOf(filePath: string, imported: string): Promise<string[]> {
	const line = `import '${imported}';`;
	const text = filePath.endsWith('.svelte') ? `<script lang="ts">${line}</script>` : line;
	const [result] = await eslint.lintText(text, { filePath });
	return result?.messages.map(({ message }) => message) ?? [];
}

const isPrivate = (room: string, file: string) =>
	`${room}/${file} is private to ${room}: import ${faces[room]?.join(', ')}`;

it.each([
	['src/lib/certificates/new.ts', 'door', 'ticket-log.ts'],
	['src/lib/door/new.server.ts', 'guests', 'row-writing.server.ts'],
	['src/lib/sample/new.server.ts', 'guests', 'new-guest.server.ts'],
	['src/lib/people/new.server.ts', 'mail', 'claim.server.ts'],
	['src/lib/guests/new.server.ts', 'db', 'guard.ts'],
	['src/lib/guests/new.server.ts', 'db', 'schema/people.ts'],
	['src/routes/new.ts', 'agenda', 'lock.server.ts'],
	['src/routes/+page.svelte', 'door', 'tablet/StatusBar.svelte'],
	['src/bin/new.ts', 'people', 'organisations.server.ts'],
	['src/new.server.ts', 'mail', 'deliver.server.ts'],
	['tests/door/new.test.ts', 'guests', 'row-writing.server.ts']
])('%s may not import what is private to %s: %s', async (file, room, imported) => {
	expect(await saidOf(file, `#lib/${room}/${imported}`)).toEqual([isPrivate(room, imported)]);
});

it.each([
	['src/lib/guests/new.ts', '#lib/door/commands.server.ts', 'room guests may not import room door'],
	['src/lib/mail/new.ts', '#lib/people/person.ts', 'room mail may not import room people'],
	['src/lib/changes/new.ts', '#lib/mail/outbox.ts', 'room changes may not import room mail'],
	['src/lib/calendar/new.ts', '#lib/mail/outbox.ts', 'room calendar may not import room mail'],
	['src/lib/platform/new.ts', '#lib/changes/verb.ts', 'room platform may not import room changes']
])('%s may not import %s, which stands above it', async (file, imported, message) => {
	expect(await saidOf(file, imported)).toEqual([message]);
});

it.each([
	['src/lib/certificates/new.ts', '#lib/door/scan.ts'],
	['src/lib/door/new.server.ts', '#lib/door/ticket-log.ts'],
	['src/lib/mail/new.ts', '#lib/changes/verb.ts'],
	['src/lib/guests/new.server.ts', '#lib/db/schema/guests.ts'],
	['src/lib/people/new.ts', '#lib/ui/knot.ts'],
	['src/routes/+page.svelte', '#lib/door/tablet/TabletScreen.svelte'],
	['tests/door/new.test.ts', '#lib/door/ticket-log.ts'],
	['tests/door/new.test.ts', '#lib/db/schema/guests.ts'],
	['tests/factories/new.ts', '#lib/door/ticket-log.ts']
])('%s may import %s', async (file, imported) => {
	expect(await saidOf(file, imported)).toEqual([]);
});

it('each room that lint knows is a folder, and each folder is such a room', () => {
	expect(Object.keys(faces).sort()).toEqual(readdirSync('src/lib').sort());
});

it('each file that a face names is there', () => {
	const named = Object.entries(faces)
		.flatMap(([room, files]) => files.map((file) => `src/lib/${room}/${file}`))
		.filter((file) => !file.endsWith('**'));
	expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
