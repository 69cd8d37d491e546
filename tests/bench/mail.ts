import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { alternate, type Measure } from './measure.ts';

const invitations = 10_000;
const built = 'node_modules/.cache/bench-mail';

/**
 * Invitations queued in one go and handed to an SMTP server on this machine, beside nodemailer's pool with the
 * same mails finished beforehand. One process sends, on either side; the server has one of its own.
 */
export async function mail(): Promise<Measure> {
	await build();
	const sink = start('tests/bench/mail/sink.ts');
	const port = await said<number>(sink);
	const sender = start(`${built}/sender.js`, `smtp://127.0.0.1:${port}`, String(invitations));
	try {
		await said(sender);
		const speed = (side: string) => {
			sender.send(side);
			return said<number>(sender);
		};
		const ratio = await alternate(
			3,
			() => speed('ours'),
			() => speed('baseline')
		);
		return { name: 'mail', ratio, floor: 0.5 };
	} finally {
		await Promise.all([sender, sink].map(end));
	}
}

/** The sender is bundled like the command line: it draws mails with Svelte. */
async function build(): Promise<void> {
	const vite = spawn(
		process.execPath,
		[
			'node_modules/vite/bin/vite.js',
			...['build', '--mode', 'bin', '--logLevel', 'error'],
			...['--ssr', 'tests/bench/mail/sender.ts', '--outDir', built]
		],
		{ stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } }
	);
	const [code] = (await once(vite, 'exit')) as [number | null];
	if (code !== 0) throw new Error('the sender does not build');
}

function start(program: string, ...words: string[]): ChildProcess {
	return fork(program, words, { env: { ...process.env, LOG_LEVEL: 'error' } });
}

/** What a process says next; throws when it ends instead. */
function said<Word>(child: ChildProcess): Promise<Word> {
	return new Promise((resolve, reject) => {
		const ended = () => reject(new Error('a process of the bench ended early'));
		child.once('exit', ended);
		child.once('message', (word) => {
			child.off('exit', ended);
			resolve(word as Word);
		});
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.disconnect();
	await ended;
}
