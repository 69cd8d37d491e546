import { recordChange } from '#lib/changes/commands.server.ts';
import * as v from 'valibot';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { getDoorSetting } from '#lib/conference/queries.server.ts';
import { addGuest } from '#lib/guests/commands.server.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';
import { findGuest, findTickets } from '#lib/guests/queries.server.ts';
import { ensurePerson } from '#lib/people/commands.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import type { Device } from './devices.server.ts';
import { isOpenAt } from './opening-hours.ts';
import { TicketLog, type LoggedScan } from './ticket-log.ts';
import { appendScans, readLog, readRow, takeTurns } from './log.server.ts';
import { refusal, verdictOn, type Verdict } from './ticket.ts';
import { happenedAt, keyIn, walkInUpload, type WalkIn } from './upload.ts';

/**
 * Lets in a person who is not on the list: person, guest and scan in one transaction. Sending a key again
 * changes nothing. Whoever is known by that address keeps their name, and a ticket they have is used. Refused is
 * what cannot be read, and who came while the door was not open.
 */
export async function addWalkIn(
	db: Database | Transaction,
	{ walkIn, ...given }: { device: Device; walkIn: unknown; language: Language; now: Instant }
): Promise<Verdict> {
	const read = v.safeParse(walkInUpload, walkIn);
	return read.success ? add(db, { walkIn: read.output, ...given }) : refusal(keyIn(walkIn));
}

function add(
	db: Database | Transaction,
	{
		device,
		walkIn,
		language,
		now
	}: { device: Device; walkIn: WalkIn; language: Language; now: Instant }
): Promise<Verdict> {
	return inTransaction(db, async (trx) => {
		await takeTurns(trx, [walkIn.key]);
		const [sent] = await readRow(trx, walkIn.key);
		if (sent) {
			return sent.deviceId === device.id ? answer(trx, sent) : refusal(walkIn.key);
		}
		const { editionId, gate, pairedAt } = device;
		const at = happenedAt({ ...walkIn, receivedAt: now, pairedAt });
		if (!isOpenAt(await getDoorSetting(trx, editionId), at)) return refusal(walkIn.key);
		const person = await ensurePerson(trx, {
			name: walkIn.name,
			email: walkIn.email,
			organisation: walkIn.organisation ? { name: walkIn.organisation } : null,
			language,
			now
		});
		const added = await addGuest(
			trx,
			{
				editionId,
				personId: person.id,
				source: 'walk-in',
				role: 'guest',
				restore: true,
				now
			},
			{ isPart: true }
		);
		const guest = await findGuest(trx, added.id);
		if (!guest) throw new Error('a guest went missing');
		await takeTurns(trx, [guest.ticketCode]);
		const scan: LoggedScan = {
			key: walkIn.key,
			editionId,
			deviceId: device.id,
			deviceSequence: walkIn.sequence,
			ticketCode: guest.ticketCode,
			gate,
			kind: 'walk-in',
			happenedAt: at,
			decided: 'welcome',
			undoes: null
		};
		const { scannedAt } = walkIn;
		await appendScans(trx, [
			{ ...scan, guestId: guest.id, companionId: null, scannedAt, receivedAt: now }
		]);
		recordChange(trx, guestChange, {
			verb: 'door.walk-in-added',
			editionId,
			subjectId: guest.id,
			name: guest.person.name,
			after: { onList: true },
			by: null,
			deviceId: device.id,
			now
		});
		return answer(trx, scan);
	});
}

async function answer(trx: Transaction, scan: LoggedScan): Promise<Verdict> {
	const log = new TicketLog(await readLog(trx, [scan.ticketCode], [scan.key]));
	const [ticket] = await findTickets(trx, scan.editionId, [scan.ticketCode]);
	const { timeZone } = await getDoorSetting(trx, scan.editionId);
	const { day: dayOn } = wallClockAt(scan.happenedAt, timeZone);
	return verdictOn(scan, { presence: log.presence(scan, timeZone), dayOn, ticket });
}
