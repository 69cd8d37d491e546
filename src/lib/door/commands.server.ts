import { recordChange } from '#lib/changes/commands.server.ts';
import * as v from 'valibot';
import type { Database } from '#lib/db/connect.ts';
import type { ScanTable } from '#lib/db/schema/door.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { getDoorSetting, type DoorSetting } from '#lib/conference/queries.server.ts';
import { findTickets } from '#lib/guests/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import type { Device } from './devices.server.ts';
import { deviceChange } from './door-changes.ts';
import { isOpenAt } from './opening-hours.ts';
import { TicketLog, type LoggedScan } from './ticket-log.ts';
import { appendScans, readLog, takeTurns } from './log.server.ts';
import { insideOn, mayUndo, type ScanDecision, type Admission } from './scan.ts';
import type { Ticket } from '#lib/guests/guest.ts';
import { judgeEntry, refusal, verdictOn, type Verdict } from './ticket.ts';
import { Turnstile } from './turnstile.server.ts';
import { happenedAt, keyIn, uploadedScan, type UploadedScan } from './upload.ts';

export { createPairing, pairDevice, revokeDevice } from './pairing.server.ts';
export { addWalkIn } from './walk-ins.server.ts';

/** Scans that one device sent at once. */
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

/** One edition's door, and the tickets that the uploads name. */
interface Door extends DoorSetting {
	tickets: Map<string, Ticket>;
}

/** Answers for each upload, in their order. */
async function recordAll(trx: Transaction, uploads: Upload[]): Promise<Verdict[][]> {
	const scans = uploads.flatMap((upload) => upload.scans);
	const codes = [...new Set(scans.map(({ ticketCode }) => ticketCode))];
	const keys = scans.flatMap((scan) => (scan.kind === 'undo' ? [scan.key, scan.undoes] : scan.key));
	await takeTurns(trx, codes);
	const log = new TicketLog(await readLog(trx, codes, keys));
	const doors = new Map<string, Door>();
	for (const editionId of new Set(uploads.map(({ device }) => device.editionId))) {
		const setting = await getDoorSetting(trx, editionId);
		const held = await findTickets(trx, editionId, codes);
		const tickets = new Map(held.map((ticket) => [ticket.ticketCode, ticket]));
		doors.set(editionId, { ...setting, tickets });
	}
	const added: ScanTable[] = [];
	const verdicts = uploads.map((upload) => {
		const door = doors.get(upload.device.editionId);
		if (!door) throw new Error('a door went missing');
		return upload.scans.map((scan) => {
			const { verdict, row } = judge(scan, upload, log, door);
			if (row) added.push(row);
			return verdict;
		});
	});
	await appendScans(trx, added);
	recordUploads(trx, uploads, added);
	return verdicts;
}

/** Records that devices have scanned, each once; what, the log of the door says. */
function recordUploads(trx: Transaction, uploads: Upload[], added: ScanTable[]): void {
	for (const [id, { device, now }] of new Map(uploads.map((one) => [one.device.id, one]))) {
		const count = added.filter(({ deviceId }) => deviceId === id).length;
		if (count === 0) continue;
		recordChange(trx, deviceChange, {
			verb: 'door.scanned',
			editionId: device.editionId,
			subjectId: device.id,
			name: device.name,
			after: { count },
			by: null,
			deviceId: device.id,
			isPart: true,
			now
		});
	}
}

/** The verdict on a scan, and its row where it makes one; the row is in `log` then. */
function judge(
	scan: UploadedScan,
	{ device, sentAt, now }: Upload,
	log: TicketLog,
	{ tickets, ...setting }: Door
): { verdict: Verdict; row?: ScanTable } {
	const { editionId, gate, pairedAt } = device;
	const { ticketCode, scannedAt } = scan;
	const { timeZone } = setting;
	const ticket = tickets.get(ticketCode);
	const verdictIn = (row: LoggedScan) =>
		verdictOn(row, {
			presence: log.presence(row, timeZone),
			dayOn: wallClockAt(row.happenedAt, timeZone).day,
			ticket
		});
	const held = log.find(scan.key);
	if (held) return { verdict: held.deviceId === device.id ? verdictIn(held) : refusal(scan.key) };

	// What a tablet did by itself is a fact, at any hour; whoever asks is let in only while the door is open.
	const isAsked = scan.kind === 'entry' && !scan.decided;
	if (isAsked && !isOpenAt(setting, now)) return { verdict: refusal(scan.key, ticket) };
	const at = happenedAt({ scannedAt, sentAt, receivedAt: now, pairedAt });
	const presence = log.presence({ editionId, ticketCode }, timeZone);
	const decided = decide(scan, ticket, insideOn(presence, wallClockAt(at, timeZone).day));
	// The helper chooses whether somebody who had declined comes in; until then nothing happened.
	if (!decided) return { verdict: { ...refusal(scan.key, ticket), verdict: 'declined' } };
	const logged: LoggedScan = {
		key: scan.key,
		editionId,
		deviceId: device.id,
		deviceSequence: scan.sequence,
		ticketCode,
		gate,
		kind: scan.kind,
		happenedAt: at,
		decided,
		undoes: scan.kind === 'undo' ? scan.undoes : null
	};
	const target = logged.undoes === null ? undefined : log.find(logged.undoes);
	if (target && !mayUndo(logged, target)) return { verdict: refusal(scan.key) };
	log.add(logged);
	const { guestId = null, companionId = null } = ticket ?? {};
	const row = { ...logged, guestId, companionId, scannedAt, receivedAt: now };
	return { verdict: verdictIn(logged), row };
}

/** The decision that the row will hold; undefined for an arrival that the helper has to decide on first. */
function decide(
	scan: UploadedScan,
	ticket: Ticket | undefined,
	inside: Admission | undefined
): ScanDecision | undefined {
	if (scan.kind === 'undo') return 'undone';
	if (scan.kind === 'exit') return 'left';
	if (scan.decided) return scan.decided;
	const judged = judgeEntry(ticket, inside);
	return judged === 'declined' ? undefined : judged;
}
