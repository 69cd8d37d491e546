import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { connect, type Database } from '#lib/db/connect.ts';
import type { ScanUpload } from '#lib/door/upload.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { makeDevice, makeEdition, makeTicket } from '../factories.ts';
import { alternate, type Measure } from './measure.ts';
import { newDataDir, startBare, startOurs, type BenchServer } from './server.ts';

/** As many tablets as a large conference has at its doors, each waiting for one answer before the next scan. */
const tablets = 8;
const seconds = 4;
const guests = 5_000;

/** One check-in over HTTP, beside a bare SvelteKit endpoint that inserts one row. */
export async function checkIn(): Promise<Measure> {
	const ours = await startOurs(await newDataDir());
	const bare = await startBare();
	try {
		const db = connect(join(ours.dataDir, 'saiets.sqlite'));
		const { token, codes } = await fillDoor(db);
		await db.destroy();
		const queue = scansOf(codes);
		const atOurs = () => scansPerSecond(ours, '/door/scans', `door=${token}`, queue);
		const atBare = () => scansPerSecond(bare, '/insert', '', queue);
		// A door is busy for an hour: what the first seconds cost, while both servers learn, is not the measure.
		for (const warm of [atOurs, atBare, atOurs, atBare]) await warm();
		const ratio = await alternate(7, atOurs, atBare);
		return { name: 'check-in', ratio, floor: 0.7 };
	} finally {
		await Promise.all([ours.stop(), bare.stop()]);
	}
}

async function fillDoor(db: Database): Promise<{ token: string; codes: string[] }> {
	return inUnrecordedTransaction(db, 'a test', async (trx) => {
		const { id: editionId } = await makeEdition(trx as unknown as Database, {
			doorOpenedAt: instantNow()
		});
		const { token } = await makeDevice(trx as unknown as Database, {
			editionId,
			pairedAt: instantNow()
		});
		const codes: string[] = [];
		for (let guest = 0; guest < guests; guest++) {
			const { code } = await makeTicket(trx as unknown as Database, { editionId });
			codes.push(code);
		}
		return { token, codes };
	});
}

/** One guest after the other arrives; when all are in, they come again. */
function scansOf(codes: string[]): () => string {
	let sequence = 0;
	return () => {
		const ticketCode = codes[sequence % codes.length] ?? '';
		const now = instantNow();
		const scan: ScanUpload = {
			key: newId(),
			sequence: ++sequence,
			kind: 'entry',
			ticketCode,
			scannedAt: now
		};
		return JSON.stringify({ sentAt: now, scans: [scan] });
	};
}

async function scansPerSecond(
	{ origin }: BenchServer,
	path: string,
	cookie: string,
	nextBody: () => string
): Promise<number> {
	const result = await autocannon({
		url: origin,
		connections: tablets,
		duration: seconds,
		requests: [
			{
				method: 'POST',
				path,
				headers: { 'content-type': 'application/json', origin, cookie },
				setupRequest: (request) => ({ ...request, body: nextBody() })
			}
		]
	});
	if (result.errors + result.non2xx > 0) throw new Error(`${path} refused scans`);
	return result.requests.total / result.duration;
}
