import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordChange } from '#lib/changes/commands.server.ts';
import {
	findGone,
	listChanges,
	newestPosition,
	type ChangeFilter
} from '#lib/changes/queries.server.ts';
import { editionChange } from '#lib/conference/edition-changes.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { inTransaction, unguarded } from '#lib/db/transaction.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';
import { removeProject } from '#lib/talks/commands.server.ts';
import { loginChange } from '#lib/people/people-changes.ts';
import { projectChange } from '#lib/projects/project-changes.ts';
import { engine, useDatabase } from '../database.ts';
import { makeEdition, makeOrganiser, makeProject, now } from '../factories.ts';

const held = useDatabase();
let edition: Edition;
let anna: string;
let ilze: string;

beforeEach(async () => {
	edition = await makeEdition(held.db);
	({ id: anna } = await makeOrganiser(held.db, { name: 'Anna' }));
	({ id: ilze } = await makeOrganiser(held.db, { name: 'Ilze' }));
});

const list = async (filter: ChangeFilter = {}, most = 50) =>
	(await listChanges(held.db, edition.id, filter, most)).map(({ verb, subjectName }) =>
		[verb, subjectName].filter(Boolean).join(' ')
	);

async function doSomething(): Promise<void> {
	const other = await makeEdition(held.db);
	const settings = (editionId: string, by: string, now: string) =>
		inTransaction(held.db, (trx) => {
			const change = { verb: 'edition.updated', editionId, subjectId: editionId } as const;
			recordChange(trx, editionChange, { ...change, by, now, before: {}, after: {} });
			return Promise.resolve();
		});
	await settings(edition.id, anna, '2027-03-01T08:00:00.000Z');
	await inTransaction(held.db, (trx) => {
		const now = '2027-03-01T22:30:00.000Z';
		const part = { editionId: edition.id, now, isPart: true } as const;
		recordChange(trx, guestChange, { ...part, verb: 'guest.added', subjectId: 'a', name: 'Ieva' });
		recordChange(trx, guestChange, { ...part, verb: 'guest.added', subjectId: 'b', name: 'Juris' });
		recordChange(trx, guestChange, {
			verb: 'guests.imported',
			editionId: edition.id,
			subjectId: edition.id,
			after: { created: 2 },
			by: ilze,
			now
		});
		return Promise.resolve();
	});
	await settings(other.id, anna, '2027-03-02T08:00:00.000Z');
	await inTransaction(held.db, (trx) => {
		recordChange(trx, projectChange, {
			verb: 'project.created',
			editionId: null,
			subjectId: 'p',
			name: 'Chairs',
			by: ilze,
			now: '2027-03-02T09:00:00.000Z'
		});
		return Promise.resolve();
	});
}

describe('what was done', () => {
	it('is listed newest first: of this edition and of none, a part only below its whole', async () => {
		await doSomething();
		expect(await list()).toEqual(['project.created Chairs', 'guests.imported', 'edition.updated']);
		const [, imported] = await listChanges(held.db, edition.id, {}, 50);
		expect(await list({ batch: imported?.batch })).toEqual([
			'guests.imported',
			'guest.added Juris',
			'guest.added Ieva'
		]);
	});

	it('is chosen by who did it, by kind and by day at the venue', async () => {
		await doSomething();
		expect(await list({ personId: anna })).toEqual(['edition.updated']);
		expect(await list({ kind: 'guest' })).toEqual(['guests.imported']);
		// 22:30 in Greenwich is the next day in Riga.
		const during = { from: '2027-03-01T22:00:00.000Z', to: '2027-03-02T22:00:00.000Z' };
		expect(await list({ during })).toEqual(['project.created Chairs', 'guests.imported']);
		expect(await list({ during, personId: ilze, kind: 'project' })).toEqual([
			'project.created Chairs'
		]);
	});

	it('of what happens in passing is shown to whoever asks for it alone', async () => {
		await inTransaction(held.db, (trx) => {
			const passing = { editionId: null, isPart: true, by: anna, now } as const;
			recordChange(trx, loginChange, { ...passing, verb: 'login.started', subjectId: 'l' });
			return Promise.resolve();
		});
		expect(await list()).toEqual([]);
		expect(await list({ kind: 'login' })).toEqual(['login.started']);
		expect(await list({ kind: 'login', personId: ilze })).toEqual([]);
	});

	it('is turned over page by page, one row more than asked for telling that there are others', async () => {
		await doSomething();
		const first = await listChanges(held.db, edition.id, {}, 1);
		expect(first.map(({ verb }) => verb)).toEqual(['project.created', 'guests.imported']);
		expect(await list({ before: first[0]?.position })).toEqual([
			'guests.imported',
			'edition.updated'
		]);
	});

	it('knows what is gone for good, whatever else was done to it before', async () => {
		const kept = await makeProject(held.db);
		const removed = await makeProject(held.db);
		await removeProject(held.db, { projectId: removed.id, by: anna, now });
		expect(await findGone(held.db, [kept.id, removed.id])).toEqual(new Set([removed.id]));
		expect(await findGone(held.db, [])).toEqual(new Set());
	});

	it('names as doer of its parts whoever did the whole', async () => {
		await doSomething();
		const parts = await listChanges(held.db, edition.id, { batch: (await imported()).batch }, 50);
		expect(new Set(parts.map(({ personId }) => personId))).toEqual(new Set([ilze]));
	});
});

async function imported() {
	const [row] = await listChanges(held.db, edition.id, { kind: 'guest' }, 1);
	if (!row) throw new Error('nothing was imported');
	return row;
}

if (engine === 'sqlite') {
	it('at 100,000 rows every list of the log is read along an index, and none is walked through', async () => {
		const rows = Array.from({ length: 100_000 }, (_, at) => ({
			at: new Date(Date.parse('2027-03-01T00:00:00Z') + at * 60_000).toISOString(),
			editionId: at % 5 === 0 ? null : edition.id,
			kind: ['guest', 'talk', 'person', 'edition'][at % 4] ?? 'guest',
			subjectId: `subject ${at % 997}`,
			subjectName: '',
			verb: 'guest.answered',
			version: 1,
			before: null,
			after: null,
			personId: at % 3 === 0 ? anna : ilze,
			deviceId: null,
			batch: `batch ${at}`,
			isPart: at % 7 === 0 ? 1 : 0
		}));
		const db = unguarded(held.db);
		for (let at = 0; at < rows.length; at += 2_000) {
			await db
				.insertInto('change')
				.values(rows.slice(at, at + 2_000))
				.execute();
		}
		await sql`analyze`.execute(db);
		const during = { from: '2027-03-20T00:00:00.000Z', to: '2027-03-21T00:00:00.000Z' };
		const filters: ChangeFilter[] = [
			{},
			{ personId: anna },
			{ kind: 'talk' },
			{ before: 50_000 },
			{ batch: 'batch 5' },
			{ personId: anna, before: 200 },
			{ during }
		];
		for (const filter of filters) {
			expect({
				filter,
				walked: await walked(() => listChanges(held.db, edition.id, filter, 50))
			}).toEqual({
				filter,
				walked: []
			});
		}
		expect(await plans(() => listChanges(held.db, edition.id, { during }, 50))).toContain(
			'SEARCH change USING INDEX change_edition_id_is_part_at_index (edition_id=? AND is_part=? AND at>? AND at<?)'
		);
		expect(await walked(() => newestPosition(held.db, ['guest', 'person']))).toEqual([]);
		expect((await listChanges(held.db, edition.id, {}, 50)).length).toBe(51);
	});
}

/** The steps of the plans of all queries that `work` runs. */
async function plans(work: () => Promise<unknown>): Promise<string[]> {
	const executor = held.db.getExecutor();
	const asked: { sql: string; parameters: readonly unknown[] }[] = [];
	const execute = executor.executeQuery.bind(executor);
	executor.executeQuery = (query, ...rest) => {
		asked.push(query);
		return execute(query, ...rest);
	};
	try {
		await work();
	} finally {
		executor.executeQuery = execute;
	}
	expect(asked.length).toBeGreaterThan(0);
	const steps: string[] = [];
	for (const query of asked) {
		const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(
			query.sql.replace(/\?/g, () => 'null')
		)}`.execute(held.db);
		steps.push(...rows.map(({ detail }) => detail));
	}
	return steps;
}

/** Those of the steps that read a whole table. */
async function walked(work: () => Promise<unknown>): Promise<string[]> {
	return (await plans(work)).filter((detail) =>
		/^SCAN (?!CONSTANT|share|\(subquery|left|right)/.test(detail)
	);
}
