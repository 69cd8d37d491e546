import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { useBuilt } from '../built.ts';
import { engine, newAddress } from '../database.ts';
import { mailRequest, type NoteRequest } from '../factories.ts';
import { PostOffice } from './post-office.ts';

const program = useBuilt('tests/mail/crash-worker.ts');
const mostKills = 15;
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let folder: string;
let address: string;
let db: Database;
const office = new PostOffice();

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'saiets-crash-'));
	address = engine === 'sqlite' ? join(folder, 'saiets.sqlite') : await newAddress();
	db = connect(address);
	await migrate(db);
});

afterAll(async () => {
	await db.destroy();
	await office.close();
	await rm(folder, { recursive: true, force: true });
});

/** Numbers from 0 up to 1 that the seed decides (mulberry32). */
function numbersFrom(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function queue(requests: Partial<NoteRequest>[]): Promise<number> {
	return inUnrecordedTransaction(db, 'a test', (trx) =>
		queueMails(trx, requests.map(mailRequest), instantNow())
	);
}

const entry = (number: number, revision: number): Partial<NoteRequest> => ({
	to: { name: `entry ${number}`, address: `entry-${number}@school.example` },
	thread: `entry:${number}`,
	revision,
	payload: { subject: String(revision) }
});

it(
	'a process that is killed at any moment of sending leaves no mail unsent, and none twice under another Message-ID',
	{ timeout: 120_000 },
	async () => {
		console.log(`crash test on ${engine}: SEED=${seed}`);
		const random = numbersFrom(seed);
		const url = await office.open();
		await queue(Array.from({ length: 250 }, () => ({})));
		await queue(Array.from({ length: 10 }, (_, number) => entry(number, 0)));

		let kills = 0;
		let running: ChildProcess | undefined;
		let stepsLeft = Infinity;
		// Each step of a conversation may be the last that the process lives to see, before or shortly after its answer.
		const step = () => {
			if (--stepsLeft !== 0) return undefined;
			const victim = running;
			kills++;
			if (random() < 0.5) victim?.kill('SIGKILL');
			else setTimeout(() => victim?.kill('SIGKILL'), random() * 15);
			return undefined;
		};
		office.faults = { connect: step, mailFrom: step, rcptTo: step, data: step, kept: step };

		for (let ended = false; !ended;) {
			stepsLeft = kills < mostKills ? 1 + Math.floor(random() ** 2 * 80) : Infinity;
			running = spawn(process.execPath, [program, address, url], {
				stdio: ['ignore', 'ignore', 'inherit']
			});
			const [code] = (await once(running, 'exit')) as [number | null];
			expect(code === 0 || code === null).toBe(true);
			ended = code === 0;
			if (kills === 5) await queue(Array.from({ length: 10 }, (_, number) => entry(number, 1)));
		}

		expect(kills).toBeGreaterThan(5);
		const mails = await db.selectFrom('mail').selectAll().execute();
		const arrived = Map.groupBy(office.mails, ({ messageId }) => messageId);
		const unsent = mails.filter(
			(mail) => mail.state !== 'superseded' && !arrived.has(mail.messageId)
		);
		expect(unsent.map(({ toAddress, state }) => [toAddress, state])).toEqual([]);
		expect(mails.filter(({ state }) => state === 'queued' || state === 'failed')).toEqual([]);
		const known = new Set(mails.map(({ messageId }) => messageId));
		expect([...arrived.keys()].filter((id) => id === undefined || !known.has(id))).toEqual([]);
		const addresses = new Map(mails.map((mail) => [mail.messageId, mail.toAddress]));
		for (const [at, { messageId = '' }] of office.mails.entries()) {
			expect(office.envelopes[at]?.to).toEqual([addresses.get(messageId)]);
		}
		for (let number = 0; number < 10; number++) {
			const revisions = office.mails
				.filter((_, at) => office.addresses[at] === `entry-${number}@school.example`)
				.map(({ subject }) => Number(subject));
			expect(revisions).toEqual(revisions.toSorted());
			expect(revisions.at(-1)).toBe(1);
		}
		console.log(`${kills} kills, ${office.mails.length - arrived.size} mails arrived twice`);
	}
);
