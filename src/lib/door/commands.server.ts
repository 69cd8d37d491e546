import * as v from 'valibot';
import type { Database } from '#lib/db/connect.ts';
import type { ScanTable } from '#lib/db/schema.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { findTickets } from '#lib/guests/tickets.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Device } from './devices.server.ts';
import { appendScans, readLog, takeTurns, type LoggedScan } from './log.server.ts';
import { absent, admits, foldTicket, mayUndo, type Decision, type Scan } from './scan.ts';
import { clashOf, judgeEntry, type Ticket, type Verdict } from './ticket.ts';
import { happenedAt, uploadedScan, type UploadedScan } from './upload.ts';

interface Upload {
	device: Device;
	/** The device's clock when it sent. */
	sentAt: Instant;
	now: Instant;
}

/**
 * Writes what a device scanned into the log and says what each scan comes to, in the order they came. A row
 * that cannot be read or is not the device's to write is refused by itself. Sending a key again changes nothing.
 */
export async function recordScans(
	db: Database | Transaction,
	{ scans, ...upload }: Upload & { scans: unknown[] }
): Promise<Verdict[]> {
	const read = scans.map((scan) => v.safeParse(uploadedScan, scan));
	const readable = read.flatMap((result) => (result.success ? [result.output] : []));
	const verdicts =
		readable.length > 0 ? await inTransaction(db, (trx) => record(trx, upload, readable)) : [];
	return read.map((result, at) =>
		result.success ? (verdicts.shift() ?? refusal('')) : refusal(keyOf(scans[at]))
	);
}

async function record(
	trx: Transaction,
	{ device, sentAt, now }: Upload,
	uploads: UploadedScan[]
): Promise<Verdict[]> {
	const codes = [...new Set(uploads.map(({ ticketCode }) => ticketCode))];
	const keys = uploads.flatMap((one) => (one.kind === 'undo' ? [one.key, one.undoes] : one.key));
	await takeTurns(trx, codes);
	const log = new KnownLog(await readLog(trx, device.editionId, codes, keys), device.editionId);
	const tickets = new Map<string, Ticket>();
	for (const ticket of await findTickets(trx, device.editionId, codes)) {
		tickets.set(ticket.ticketCode, ticket);
	}
	const added: ScanTable[] = [];
	const verdicts = uploads.map((upload): Verdict => {
		const ticket = tickets.get(upload.ticketCode);
		const held = log.find(upload.key);
		if (held) return held.deviceId === device.id ? verdictOn(held, log, ticket) : refusal(held.key);
		const decided = decide(upload, log, ticket);
		const scan: LoggedScan = {
			key: upload.key,
			editionId: device.editionId,
			deviceId: device.id,
			deviceSequence: upload.sequence,
			ticketCode: upload.ticketCode,
			gate: device.gate,
			kind: upload.kind,
			happenedAt: happenedAt({
				scannedAt: upload.scannedAt,
				sentAt,
				receivedAt: now,
				pairedAt: device.pairedAt
			}),
			decided: decided ?? 'declined',
			undoes: upload.kind === 'undo' ? upload.undoes : null
		};
		// The helper chooses whether somebody who had declined comes in; until then nothing happened.
		if (!decided) return { ...verdictOn(scan, log, ticket), verdict: 'declined', recorded: null };
		const target = scan.undoes ? log.find(scan.undoes) : undefined;
		if (target && !mayUndo(scan, target)) return refusal(scan.key);
		log.add(scan);
		added.push({
			...scan,
			guestId: ticket?.guestId ?? null,
			companionId: ticket?.companionId ?? null,
			scannedAt: upload.scannedAt,
			receivedAt: now
		});
		return verdictOn(scan, log, ticket);
	});
	await appendScans(trx, added);
	return verdicts;
}

/** What the row will say; undefined for an arrival that the helper has to decide on first. */
function decide(
	upload: UploadedScan,
	log: KnownLog,
	ticket: Ticket | undefined
): Decision | undefined {
	if (upload.kind === 'undo') return 'undone';
	if (upload.kind === 'exit') return 'left';
	if (upload.decided) return upload.decided;
	const judged = judgeEntry(ticket, log.presence(upload.ticketCode));
	return judged === 'declined' ? undefined : judged;
}

function verdictOn(scan: LoggedScan, log: KnownLog, ticket: Ticket | undefined): Verdict {
	const presence = log.presence(scan.ticketCode);
	const letIn = admits(scan);
	const other = letIn
		? clashOf(scan.key, presence)
		: scan.decided === 'inside'
			? presence.inside
			: undefined;
	return {
		key: scan.key,
		verdict: letIn ? (other ? 'inside' : 'welcome') : scan.decided,
		since: other ? { at: other.at, gate: other.gate } : null,
		recorded: scan.decided,
		holder: ticket
			? {
					name: ticket.name,
					organisation: ticket.organisation,
					guestId: ticket.guestId,
					companionId: ticket.companionId
				}
			: null
	};
}

function refusal(key: string): Verdict {
	return { key, verdict: 'refused', since: null, recorded: null, holder: null };
}

function keyOf(row: unknown): string {
	const key = (row as { key?: unknown } | null)?.key;
	return typeof key === 'string' ? key.slice(0, 36) : '';
}

/** The part of the log that one upload touches, growing as its rows are judged. */
class KnownLog {
	readonly #byKey = new Map<string, LoggedScan>();
	readonly #byTicket = new Map<string, Scan[]>();
	readonly #editionId: string;

	constructor(scans: LoggedScan[], editionId: string) {
		this.#editionId = editionId;
		for (const scan of scans) this.add(scan);
	}

	add(scan: LoggedScan): void {
		this.#byKey.set(scan.key, scan);
		if (scan.editionId !== this.#editionId) return;
		const others = this.#byTicket.get(scan.ticketCode);
		if (others) others.push(scan);
		else this.#byTicket.set(scan.ticketCode, [scan]);
	}

	find(key: string): LoggedScan | undefined {
		return this.#byKey.get(key);
	}

	presence(ticketCode: string) {
		const scans = this.#byTicket.get(ticketCode);
		return scans ? foldTicket(scans) : absent;
	}
}
