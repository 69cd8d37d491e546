import { unguarded } from '#lib/db/transaction.ts';
import { issueCertificates } from '#lib/certificates/commands.server.ts';
import type { Certificate } from '#lib/certificates/certificate.ts';
import { listCertificates } from '#lib/certificates/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import type { ScanTable } from '#lib/db/schema/door.ts';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import type { TalkStepTable, TalkTable } from '#lib/db/schema/talks.ts';
import { newId } from '#lib/platform/ids.ts';
import { makeDevice } from './door.ts';
import { makeOrganiser, now } from './people.ts';

const devices = new WeakMap<Database, { editionId: string; id: string; sequence: number }>();

/** A guest let in at nine on the day of the sample edition. */
export async function makeEntry(
	db: Database,
	{
		guest,
		...row
	}: Partial<ScanTable> & { guest: Pick<GuestTable, 'id' | 'ticketCode' | 'editionId'> }
): Promise<ScanTable> {
	let device = devices.get(db);
	if (device?.editionId !== guest.editionId) {
		const { id } = await makeDevice(db, { editionId: guest.editionId });
		device = { editionId: guest.editionId, id, sequence: 0 };
		devices.set(db, device);
	}
	const at = row.happenedAt ?? '2027-05-24T06:00:00.000Z';
	const scan: ScanTable = {
		key: newId(),
		editionId: guest.editionId,
		deviceId: device.id,
		deviceSequence: ++device.sequence,
		ticketCode: guest.ticketCode,
		guestId: guest.id,
		companionId: null,
		gate: 'Main entrance',
		kind: 'entry',
		scannedAt: at,
		receivedAt: at,
		happenedAt: at,
		decided: 'welcome',
		undoes: null,
		...row
	};
	await unguarded(db).insertInto('scan').values(scan).execute();
	return scan;
}

/** A talk of these persons that went through `steps`; confirmed by itself. */
export async function makeGivenTalk(
	db: Database,
	{
		speakers,
		steps = ['submitted', 'accepted', 'confirmed'],
		...row
	}: Partial<TalkTable> & { editionId: string; speakers: string[]; steps?: TalkStepTable['step'][] }
): Promise<string> {
	const id = newId();
	await unguarded(db)
		.insertInto('talk')
		.values({
			id,
			projectId: null,
			title: 'One chair, four countries',
			abstract: '',
			format: 'talk',
			minutes: 30,
			language: 'en',
			needs: '',
			createdAt: now,
			updatedAt: now,
			revision: 1,
			...row
		})
		.execute();
	for (const [position, personId] of speakers.entries()) {
		await unguarded(db)
			.insertInto('talkSpeaker')
			.values({ talkId: id, personId, position })
			.execute();
	}
	for (const [place, step] of steps.entries()) {
		const at = new Date(Date.parse(now) + place).toISOString();
		await unguarded(db)
			.insertInto('talkStep')
			.values({ id: newId(), talkId: id, number: place + 1, step, note: '', byPersonId: null, at })
			.execute();
	}
	return id;
}

/** The certificate of a guest who is let in for it. */
export async function makeCertificate(
	db: Database,
	{ guest, at = '2027-05-25T08:00:00.000Z' }: { guest: GuestTable; at?: string }
): Promise<Certificate> {
	await makeEntry(db, { guest });
	const organiser = await makeOrganiser(db);
	const { editionId } = guest;
	await issueCertificates(db, { editionId, guestIds: [guest.id], by: organiser.id, now: at });
	const held = (await listCertificates(db, editionId)).find(({ guestId }) => guestId === guest.id);
	if (!held) throw new Error('the certificate went missing');
	return held;
}
