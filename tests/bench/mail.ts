import { alternate, type Measure } from './measure.ts';
import { buildProgram, end, said, start } from './program.ts';

const invitations = 10_000;

/**
 * Invitations queued in one go and handed to an SMTP server on this machine, beside nodemailer's pool with the
 * same mails finished beforehand. One process sends, on either side; the server has one of its own.
 */
export async function mail(): Promise<Measure> {
	const program = await buildProgram('tests/bench/mail/sender.ts');
	const sink = start('tests/bench/mail/sink.ts');
	const port = await said<number>(sink);
	const sender = start(program, `smtp://127.0.0.1:${port}`, String(invitations));
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
