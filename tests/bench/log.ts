import { join } from 'node:path';
import { listChanges, newestPosition } from '#lib/changes/queries.server.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { unguarded } from '#lib/db/transaction.ts';
import { alternate, type Measure } from './measure.ts';
import { newDataDir } from './server.ts';

const few = 100;
const many = 100_000;
const reads = 200;

/**
 * What a page of the log and a tablet's question whether its list has changed cost when 100,000 things were done,
 * beside the same when it was a hundred.
 */
export async function log(): Promise<Measure> {
	const long = await fill(many);
	const short = await fill(few);
	try {
		const ratio = await alternate(
			5,
			() => readsPerSecond(long),
			() => readsPerSecond(short)
		);
		return { name: 'log', ratio, floor: 0.5 };
	} finally {
		await Promise.all([long.destroy(), short.destroy()]);
	}
}

async function fill(count: number): Promise<Database> {
	const db = connect(join(await newDataDir(), 'saiets.sqlite'));
	await migrate(db);
	const rows = Array.from({ length: count }, (_, at) => ({
		at: new Date(Date.parse('2027-03-01T00:00:00Z') + at * 60_000).toISOString(),
		editionId: at % 5 === 0 ? null : 'edition',
		kind: ['guest', 'talk', 'person', 'device'][at % 4] ?? 'guest',
		subjectId: `subject ${at % 997}`,
		subjectName: 'Anna',
		verb: 'guest.answered',
		version: 1,
		before: '{"answer":"maybe"}',
		after: '{"answer":"yes"}',
		personId: null,
		deviceId: null,
		batch: `batch ${at}`,
		isPart: at % 7 === 0 ? 1 : 0
	}));
	for (let at = 0; at < count; at += 2_000) {
		await unguarded(db)
			.insertInto('change')
			.values(rows.slice(at, at + 2_000))
			.execute();
	}
	return db;
}

async function readsPerSecond(db: Database): Promise<number> {
	const began = performance.now();
	const during = { from: '2027-03-01T00:00:00.000Z', to: '2027-03-01T01:00:00.000Z' };
	for (let at = 0; at < reads; at++) {
		await listChanges(db, 'edition', {}, 50);
		await listChanges(db, 'edition', { kind: 'talk' }, 50);
		await listChanges(db, 'edition', { during }, 50);
		await newestPosition(db, ['person', 'organisation', 'guest', 'door']);
	}
	return (reads * 1_000) / (performance.now() - began);
}
