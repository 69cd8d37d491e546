import * as v from 'valibot';
import type { Database } from '#lib/db/connect.ts';
import type { ScanTable } from '#lib/db/schema.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { findTickets } from '#lib/guests/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Device } from './devices.server.ts';
import { KnownLog, type LoggedScan } from './known-log.ts';
import { appendScans, readLog, takeTurns } from './log.server.ts';
import { mayUndo, type Decision } from './scan.ts';
import { judgeEntry, refusal, verdictOn, type Ticket, type Verdict } from './ticket.ts';
import { Turnstile } from './turnstile.server.ts';
import { happenedAt, keyIn, uploadedScan, type UploadedScan } from './upload.ts';

/** What one device sent at once. */
interface Upload {
	device: Device;
	/** The device's clock when it sent. */
	sentAt: Instant;
	now: Instant;
	scans: UploadedScan[];
}

/**
 * Writes what a device scanned into the log and says what each scan comes to, in the order they came. A row
 * that cannot be read or is not the device's to write is refused by itself. Sending a key again changes nothing.
 */
export async function recordScans(
	db: Database | Transaction,
	{ scans, ...upload }: Omit<Upload, 'scans'> & { scans: unknown[] }
): Promise<Verdict[]> {
	const read = scans.map((scan) => v.safeParse(uploadedScan, scan));
	const readable = read.flatMap((result) => (result.success ? [result.output] : []));
	const verdicts = readable.length > 0 ? await record(db, { ...upload, scans: readable }) : [];
	return read.map((result, at) => {
		const verdict = result.success ? verdicts.shift() : undefined;
		return verdict ?? refusal(keyIn(scans[at]));
	});
}

const turnstiles = new WeakMap<Database, Turnstile<Upload, Verdict[]>>();
const mostTogether = 50;

async function record(db: Database | Transaction, upload: Upload): Promise<Verdict[]> {
	if (db.isTransaction) return (await recordAll(db as Transaction, [upload])).flat();
	let turnstile = turnstiles.get(db);
	if (!turnstile) {
		turnstile = new Turnstile(
			(take) => inTransaction(db, (trx) => recordAll(trx, take())),
			mostTogether
		);
		turnstiles.set(db, turnstile);
	}
	return turnstile.go(upload);
}

/** Answers for each upload, in their order. */
async function recordAll(trx: Transaction, uploads: Upload[]): Promise<Verdict[][]> {
	const scans = uploads.flatMap((upload) => upload.scans);
	const codes = [...new Set(scans.map(({ ticketCode }) => ticketCode))];
	const keys = scans.flatMap((scan) => (scan.kind === 'undo' ? [scan.key, scan.undoes] : scan.key));
	await takeTurns(trx, codes);
	const log = new KnownLog(await readLog(trx, codes, keys));
	const tickets = new Map<string, Map<string, Ticket>>();
	for (const editionId of new Set(uploads.map(({ device }) => device.editionId))) {
		const held = await findTickets(trx, editionId, codes);
		tickets.set(editionId, new Map(held.map((ticket) => [ticket.ticketCode, ticket])));
	}
	const added: ScanTable[] = [];
	const verdicts = uploads.map((upload) =>
		upload.scans.map((scan) => {
			const ticket = tickets.get(upload.device.editionId)?.get(scan.ticketCode);
			const { verdict, row } = judge(scan, upload, log, ticket);
			if (row) added.push(row);
			return verdict;
		})
	);
	await appendScans(trx, added);
	return verdicts;
}

/** What a scan comes to, and its row where it makes one; the row is in `log` then. */
function judge(
	scan: UploadedScan,
	{ device, sentAt, now }: Upload,
	log: KnownLog,
	ticket: Ticket | undefined
): { verdict: Verdict; row?: ScanTable } {
	const held = log.find(scan.key);
	if (held) {
		const own = held.deviceId === device.id;
		return { verdict: own ? verdictOn(held, log.presence(held), ticket) : refusal(scan.key) };
	}
	const decided = decide(scan, device, log, ticket);
	// The helper chooses whether somebody who had declined comes in; until then nothing happened.
	if (!decided) return { verdict: { ...refusal(scan.key, ticket), verdict: 'declined' } };
	const times = { sentAt, receivedAt: now, pairedAt: device.pairedAt };
	const logged: LoggedScan = {
		key: scan.key,
		editionId: device.editionId,
		deviceId: device.id,
		deviceSequence: scan.sequence,
		ticketCode: scan.ticketCode,
		gate: device.gate,
		kind: scan.kind,
		happenedAt: happenedAt({ scannedAt: scan.scannedAt, ...times }),
		decided,
		undoes: scan.kind === 'undo' ? scan.undoes : null
	};
	const target = logged.undoes === null ? undefined : log.find(logged.undoes);
	if (target && !mayUndo(logged, target)) return { verdict: refusal(scan.key) };
	log.add(logged);
	return {
		verdict: verdictOn(logged, log.presence(logged), ticket),
		row: {
			...logged,
			guestId: ticket?.guestId ?? null,
			companionId: ticket?.companionId ?? null,
			scannedAt: scan.scannedAt,
			receivedAt: now
		}
	};
}

/** What the row will say; undefined for an arrival that the helper has to decide on first. */
function decide(
	scan: UploadedScan,
	{ editionId }: Device,
	log: KnownLog,
	ticket: Ticket | undefined
): Decision | undefined {
	if (scan.kind === 'undo') return 'undone';
	if (scan.kind === 'exit') return 'left';
	if (scan.decided) return scan.decided;
	const judged = judgeEntry(ticket, log.presence({ editionId, ticketCode: scan.ticketCode }));
	return judged === 'declined' ? undefined : judged;
}
