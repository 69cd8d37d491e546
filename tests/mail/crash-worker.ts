import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '#lib/db/connect.ts';
import { smtpTransport } from '#lib/mail/transport.server.ts';
import { startMailWorker } from '#lib/mail/worker.server.ts';
import { composer } from './worker.ts';

/** A process that sends what is in an outbox, ends when there is nothing more, and is killed before that. */
const [address = '', url = ''] = process.argv.slice(2);
const db = connect(address);
const worker = startMailWorker({
	...composer(db),
	transport: smtpTransport(url),
	tempo: { lease: 1_500, deadline: 1_000, idle: 50, record: 20 }
});

async function countUnsent(): Promise<number> {
	await worker.atRest();
	const rows = await db.selectFrom('mail').select('id').where('state', '=', 'queued').execute();
	return rows.length;
}

while ((await countUnsent()) > 0) await delay(50);
await worker.stop();
await db.destroy();
