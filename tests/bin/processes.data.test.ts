import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '#lib/db/connect.ts';
import { migrate } from '#lib/db/migrate.ts';
import { requestSignIn } from '#lib/people/sign-in.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { useBuilt } from '../built.ts';
import { engine, newAddress } from '../database.ts';
import { PostOffice } from '../mail/post-office.ts';

const program = useBuilt('src/bin/saiets.ts');

let folder: string;
let db: Database;
let office: PostOffice;
let environment: Record<string, string>;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'saiets-processes-'));
	const address = engine === 'sqlite' ? join(folder, 'saiets.sqlite') : await newAddress();
	db = connect(address);
	await migrate(db);
	office = new PostOffice();
	environment = {
		DATA_DIR: folder,
		DATABASE_URL: engine === 'sqlite' ? '' : address,
		ORIGIN: 'https://conference.school.example',
		SMTP_URL: await office.open(),
		MAIL_FROM: 'conference@school.example',
		LOG_LEVEL: 'silent'
	};
});

afterEach(async () => {
	await db.destroy();
	await office.close();
	await rm(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): ChildProcess {
	return spawn(process.execPath, [program, ...parameters], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH: process.env['PATH'], ...environment }
	});
}

/** What a process prints and how it ends. */
async function ending(child: ChildProcess) {
	const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
	const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map(read));
	const [code, signal] = await ended;
	return { code, signal, stdout, stderr };
}

const read = async (stream: ChildProcess['stdout']) => (stream ? text(stream) : '');

async function queue(...names: string[]): Promise<void> {
	for (const name of names) {
		await requestSignIn(db, {
			email: `${name}@school.example`,
			returnTo: '/',
			language: 'en',
			strangersWelcome: true,
			now: instantNow()
		});
	}
}

const outbox = () => db.selectFrom('mail').select(['toAddress', 'state', 'owner']).execute();

it.each(['SIGTERM', 'SIGINT'] as const)(
	'a worker sends what waits, and on %s it finishes the mail in hand and ends',
	async (signal) => {
		await queue('anna');
		const worker = run('work');
		// It is told to stop in the middle of a mail.
		office.faults.rcptTo = () => {
			worker.kill(signal);
			return undefined;
		};
		expect(await ending(worker)).toEqual({
			...{ code: 0, signal: null },
			...{ stdout: 'Sending mails. Stop with Ctrl-C.\n', stderr: '' }
		});
		expect(office.addresses).toEqual(['anna@school.example']);
		expect(office.mails[0]?.text).toMatch(
			/https:\/\/conference\.school\.example\/sign-in\/[\w-]{64}/
		);
		expect(await outbox()).toEqual([
			{ toAddress: 'anna@school.example', state: 'sent', owner: null }
		]);
	}
);

it('a worker that does not know where people reach the server sends nothing, and says so', async () => {
	await queue('anna');
	environment['ORIGIN'] = '';
	expect(await ending(run('work'))).toEqual({
		...{ code: 1, signal: null, stdout: '' },
		stderr:
			'Set ORIGIN to the address people use: no server has run here yet to tell it, and mails carry links.\n'
	});
	expect(office.mails).toEqual([]);
});

it('a data folder that cannot be used stops the start with one line', async () => {
	const file = join(folder, 'a-file');
	await writeFile(file, '');
	environment['DATA_DIR'] = file;
	expect(await ending(run('start'))).toEqual({
		...{ code: 1, signal: null, stdout: '' },
		stderr: `DATA_DIR ${file} cannot be made or is not a folder.\n`
	});
});
