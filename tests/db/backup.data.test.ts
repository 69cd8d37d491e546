import { inUnrecordedTransaction, unguarded } from '#lib/db/transaction.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { backUp, restore, tables } from '#lib/db/backup.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { appliedMigration, migrate, migrationNames } from '#lib/db/migrate.ts';
import { writeSetting } from '#lib/db/setting.ts';
import { createEdition } from '#lib/conference/commands.server.ts';
import { listChangesAfter } from '#lib/changes/queries.server.ts';
import { addOrganiser } from '#lib/people/organisers.server.ts';
import { issueFirstOrganiserLink } from '#lib/people/sign-in.server.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import {
	makeMobility,
	makeOrganiser,
	makeOrganisation,
	makePerson,
	makeProject,
	now
} from '../factories.ts';
import { newAddress, useDatabase } from '../database.ts';

const held = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'saiets-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function everything(db: Database): Promise<unknown> {
	const all: Record<string, unknown> = {};
	for (const [table, ...order] of tables) {
		const rows = (await db
			.selectFrom(table as 'person')
			.selectAll()
			.execute()) as unknown as Record<string, string>[];
		const key = (row: Record<string, string>) => order.map((column) => row[column]).join(' ');
		all[table] = rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
	}
	return all;
}

async function fill(db: Database): Promise<void> {
	const { id: by } = await makeOrganiser(db, { name: 'Ķirse “Ω” 😀', email: 'k@school.example' });
	const school = await makeOrganisation(db);
	const traveller = await makePerson(db, { email: null, organisationId: school.id });
	const project = await makeProject(db, { summary: 'one\ntwo' });
	await makeMobility(db, { projectId: project.id, personId: traveller.id });
	await createEdition(db, {
		slug: '2027',
		title: { en: 'Evaluation', lv: 'Izvērtēšana' },
		theme: {},
		timeZone: 'Europe/Riga',
		venueName: '',
		venueAddress: '',
		talksDueAt: null,
		answersDueAt: null,
		days: [{ dayOn: '2027-05-24', opens: '09:00', closes: '17:00' }],
		rooms: [{ name: 'Aula', capacity: null }],
		by,
		now
	});
	for (let n = 0; n < 1_200; n++) {
		await unguarded(db)
			.insertInto('change')
			.values({
				at: now,
				editionId: null,
				kind: 'person',
				subjectId: `many-${n}`,
				subjectName: 'Anna',
				verb: 'person.updated',
				version: 1,
				before: '{}',
				after: null,
				personId: by,
				deviceId: null,
				batch: `batch ${n}`,
				isPart: 0
			})
			.execute();
	}
}

describe('a backup', () => {
	it('names every table there is, each after those it points at', async () => {
		const present = (await held.db.introspection.getTables()).map(({ name }) => name).sort();
		const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
		expect(tables.map(([name]) => snake(name)).sort()).toEqual(present);
	});

	it('comes back the same, on either engine, readable by its owner alone', async () => {
		await fill(held.db);
		const before = await everything(held.db);
		const first = join(folder, 'first.gz');
		const count = await backUp(held.db, first, now);
		expect(statSync(first).mode & 0o777).toBe(0o600);

		const sqlite = connect(':memory:');
		expect(await restore(sqlite, first)).toBe(count);
		expect(await everything(sqlite)).toEqual(before);

		const second = join(folder, 'second.gz');
		await backUp(sqlite, second, now);
		await sqlite.destroy();
		expect(gunzipSync(readFileSync(second)).toString()).toBe(
			gunzipSync(readFileSync(first)).toString()
		);

		const back = connect(await newAddress());
		await restore(back, second);
		expect(await everything(back)).toEqual(before);
		await back.destroy();
	});

	it('brings the log of changes along, and what is done afterwards is numbered after it', async () => {
		await fill(held.db);
		const file = join(folder, 'log.gz');
		await backUp(held.db, file, now);
		const back = connect(await newAddress());
		await restore(back, file);
		const before = await back.selectFrom('change').select('position').execute();
		const last = Math.max(...before.map(({ position }) => position));
		await addOrganiser(back, {
			name: 'Ieva',
			email: 'i@school.example',
			language: 'en',
			by: null,
			now
		});
		const after = await listChangesAfter(back, last);
		expect(after.map(({ verb }) => verb)).toEqual(['person.added', 'organiser.added']);
		await back.destroy();
	});

	it('goes over an installation that was started and never used, and over no other', async () => {
		const file = join(folder, 'third.gz');
		await makeOrganiser(held.db);
		await inUnrecordedTransaction(held.db, 'a test', (trx) =>
			writeSetting(trx, 'server.origin', 'https://conference.school.example', now)
		);
		await backUp(held.db, file, now);
		const fresh = connect(await newAddress());
		await migrate(fresh);
		await issueFirstOrganiserLink(fresh, new Tokens('x'.repeat(40)), now);
		await inUnrecordedTransaction(fresh, 'a test', (trx) =>
			writeSetting(trx, 'server.origin', 'http://localhost:3000', now)
		);
		await restore(fresh, file);
		expect(await everything(fresh)).toEqual(await everything(held.db));
		await expect(restore(fresh, file)).rejects.toThrow('The database is in use already.');
		await fresh.destroy();
	});

	it('leaves an older database in the shape it has, and comes back in the newest', async () => {
		const old = connect(await newAddress());
		await migrate(old, '0004-projects');
		await makeProject(old);
		const file = join(folder, 'older.gz');
		const count = await backUp(old, file, now);
		expect(await appliedMigration(old)).toBe('0004-projects');
		const kept = await old.selectFrom('project').selectAll().execute();
		await old.destroy();

		const fresh = connect(await newAddress());
		expect(await restore(fresh, file)).toBe(count);
		expect(await appliedMigration(fresh)).toBe(migrationNames.at(-1));
		expect(await fresh.selectFrom('project').selectAll().execute()).toEqual(kept);
		await fresh.destroy();
	});

	it('is not made of nothing, nor of what only a newer Saiets understands', async () => {
		const file = join(folder, 'unmade.gz');
		const empty = connect(await newAddress());
		await expect(backUp(empty, file, now)).rejects.toThrow('there is nothing to back up');
		await migrate(empty);
		await sql`insert into kysely_migration (name, timestamp) values ('9999-later', ${now})`.execute(
			unguarded(empty)
		);
		await expect(backUp(empty, file, now)).rejects.toThrow('A newer Saiets keeps this database');
		await empty.destroy();
		expect(existsSync(file)).toBe(false);
	});

	it('is refused in words when it is cut off, damaged, foreign or missing, and leaves nothing', async () => {
		const file = join(folder, 'fourth.gz');
		await makeOrganiser(held.db);
		await backUp(held.db, file, now);
		const lines = gunzipSync(readFileSync(file)).toString().split('\n');
		const written = (name: string, content: string | Buffer) => {
			writeFileSync(join(folder, name), content);
			return join(folder, name);
		};
		const bad: [string, string][] = [
			[written('cut.gz', gzipSync(lines.slice(0, -2).join('\n'))), 'its end is missing'],
			[written('half.gz', readFileSync(file).subarray(0, -20)), 'damaged'],
			[written('text.gz', 'hello'), 'damaged'],
			[written('other.gz', gzipSync('{"a":1}\n')), 'not a backup'],
			[written('odd.gz', gzipSync(`${lines[0]}\n{"table":"sqlite_master","row":{}}\n`)), 'damaged'],
			[
				written('new.gz', gzipSync('{"saiets":"backup","version":1,"migration":"9999-later"}\n')),
				'newer'
			],
			[join(folder, 'none.gz'), 'There is no file']
		];
		const fresh = connect(await newAddress());
		await migrate(fresh);
		const before = await everything(fresh);
		for (const [name, words] of bad) {
			await expect(restore(fresh, name), name).rejects.toThrow(words);
		}
		expect(await everything(fresh)).toEqual(before);
		await fresh.destroy();
	});
});
