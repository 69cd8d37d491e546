import { unguarded } from '#lib/db/transaction.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishAgenda } from '#lib/agenda/commands.server.ts';
import {
	issueCertificates,
	reissueCertificate,
	revokeCertificate
} from '#lib/certificates/commands.server.ts';
import { findCertificateByCode, listCertificates } from '#lib/certificates/queries.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import type { PersonTable } from '#lib/db/schema/people.ts';
import { newId } from '#lib/platform/ids.ts';
import { useDatabase } from '../database.ts';
import {
	makeAnswer,
	makeCertificate,
	makeCompanion,
	makeEdition,
	makeEntry,
	makeGivenTalk,
	makeGuest,
	makeOrganisation,
	makeOrganiser,
	makeTalkItem
} from '../factories.ts';
import { listVerbs } from '../recorded.ts';

const held = useDatabase();
const now = '2027-05-25T08:00:00.000Z';
let edition: Edition;
let organiser: PersonTable;

beforeEach(async () => {
	edition = await makeEdition(held.db);
	const school = await makeOrganisation(held.db, { name: 'Daugavpils tehnikums' });
	organiser = await makeOrganiser(held.db, { organisationId: school.id });
});

const issue = (guestIds?: string[]) =>
	issueCertificates(held.db, {
		editionId: edition.id,
		...(guestIds && { guestIds }),
		by: organiser.id,
		now
	});

const guest = (name: string, more: Parameters<typeof makeGuest>[1] | object = {}) =>
	makeGuest(held.db, { editionId: edition.id, person: { name }, ...more });

const listed = () => listCertificates(held.db, edition.id);
const mails = () => held.db.selectFrom('mail').selectAll().orderBy('queuedAt').execute();

describe('certificates', () => {
	it('go to those who were there, whatever they had answered, and to nobody else', async () => {
		const came = await guest('Anna', { answer: 'yes' });
		const cameAnyway = await guest('Bruno', { answer: 'no' });
		await guest('Carla', { answer: 'yes' });
		const other = await makeEdition(held.db);
		const elsewhere = await makeGuest(held.db, { editionId: other.id });
		for (const guest of [came, cameAnyway, elsewhere]) await makeEntry(held.db, { guest });

		expect(await issue()).toEqual({ ok: true, value: { issued: 2, mailed: 2, unnamed: 0 } });
		expect((await listed()).map(({ guestId }) => guestId).sort()).toEqual(
			[came.id, cameAnyway.id].sort()
		);
		expect(await listCertificates(held.db, other.id)).toEqual([]);
	});

	it('say what the person earned, in the name and language they asked for', async () => {
		const anna = await guest('Anna Bērziņa', { answer: 'yes' });
		await makeAnswer(held.db, {
			guestId: anna.id,
			language: 'lv',
			certificateName: 'Mg. paed. Anna Bērziņa',
			at: '2027-04-01T08:00:00.000Z'
		});
		await makeEntry(held.db, { guest: anna });
		await makeGivenTalk(held.db, { editionId: edition.id, speakers: [anna.personId] });
		await makeGivenTalk(held.db, {
			editionId: edition.id,
			title: 'Accepted, then never confirmed or published',
			speakers: [anna.personId],
			steps: ['submitted', 'accepted']
		});
		await issue();
		const [certificate] = await listed();
		expect(certificate?.content).toEqual({
			name: 'Mg. paed. Anna Bērziņa',
			language: 'lv',
			event: { en: 'Evaluation conference', lv: 'Izvērtēšanas konference' },
			place: 'Daugavpils tehnikums, Strādnieku iela 16, Daugavpils',
			timeZone: 'Europe/Riga',
			daysOn: ['2027-05-24'],
			minutes: 480,
			talks: [{ format: 'talk', title: 'One chair, four countries', project: '' }],
			issuer: 'Daugavpils tehnikums'
		});
		expect(certificate?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
	});

	it('stay as they were issued when a name or a talk changes later', async () => {
		const anna = await guest('Anna');
		const certificate = await makeCertificate(held.db, { guest: anna });
		await makeAnswer(held.db, { guestId: anna.id, certificateName: 'Anna Liepa' });
		await makeGivenTalk(held.db, { editionId: edition.id, speakers: [anna.personId] });
		await issue();
		expect(await listed()).toEqual([certificate]);
	});

	it('issued again change nothing: nobody gets a second one, nor a second mail', async () => {
		await makeEntry(held.db, { guest: await guest('Anna') });
		await makeEntry(held.db, { guest: await guest('Bruno') });
		await issue();
		const [certificates, queued] = [await listed(), await mails()];
		expect(await issue()).toEqual({ ok: true, value: { issued: 0, mailed: 0, unnamed: 0 } });
		expect([await listed(), await mails()]).toEqual([certificates, queued]);
		expect(await listVerbs(held.db)).toEqual(['certificates.issued']);
	});

	it('are mailed once each, after everything else; who has no address gets a print', async () => {
		const anna = await guest('Anna', { person: { name: 'Anna', email: 'anna@school.example' } });
		const walkIn = await guest('Bruno', { person: { name: 'Bruno', email: null } });
		for (const guest of [anna, walkIn]) await makeEntry(held.db, { guest });
		expect(await issue()).toEqual({ ok: true, value: { issued: 2, mailed: 1, unnamed: 0 } });
		const [certificate] = (await listed()).filter(({ guestId }) => guestId === anna.id);
		expect(
			(await mails()).map(({ kind, toAddress, language, payload, dedupeKey, priority }) => ({
				...{ kind, toAddress, language, payload, dedupeKey, priority }
			}))
		).toEqual([
			{
				kind: 'certificate',
				toAddress: 'anna@school.example',
				language: 'en',
				payload: JSON.stringify({ version: 1, certificateId: certificate?.id }),
				dedupeKey: `certificate:${certificate?.id}`,
				priority: 4
			}
		]);
	});

	it('can be given to some of those who were there', async () => {
		const [anna, bruno] = [await guest('Anna'), await guest('Bruno')];
		for (const guest of [anna, bruno]) await makeEntry(held.db, { guest });
		await issue([anna.id]);
		expect((await listed()).map(({ guestId }) => guestId)).toEqual([anna.id]);
	});

	it('are refused while nobody was there', async () => {
		const anna = await guest('Anna');
		expect(await issue()).toEqual({ ok: false, reason: 'nobody-there' });
		expect(await issue([anna.id])).toEqual({ ok: false, reason: 'nobody-there' });
	});

	it('are refused before the last day closes, unless somebody says so', async () => {
		await makeEntry(held.db, { guest: await guest('Anna') });
		const issueAt = (now: string, early?: boolean) =>
			issueCertificates(held.db, {
				...{ editionId: edition.id, by: organiser.id, now },
				...(early !== undefined && { early })
			});
		const before = '2027-05-24T13:59:59.999Z';
		expect(await issueAt(before)).toEqual({ ok: false, reason: 'not-over' });
		expect(await listed()).toEqual([]);
		expect(await issueAt(before, true)).toMatchObject({ value: { issued: 1 } });
		expect(await issueAt('2027-05-24T14:00:00.000Z')).toMatchObject({ value: { issued: 0 } });
	});

	it('name the talks of the published programme, not what was taken off it', async () => {
		const anna = await guest('Anna');
		await makeEntry(held.db, { guest: anna });
		const item = (title: string, startsAt: string, endsAt: string) =>
			makeTalkItem(held.db, {
				...{ editionId: edition.id, speakerIds: [anna.personId], talk: { title } },
				...{ startsAt, endsAt }
			});
		const day = '2027-05-24T';
		await item('Given', `${day}07:00:00.000Z`, `${day}07:30:00.000Z`);
		const off = await item('Taken off', `${day}08:00:00.000Z`, `${day}08:30:00.000Z`);
		await unguarded(held.db)
			.insertInto('talkStep')
			.values({
				...{ id: newId(), talkId: off.talkId, number: 3, step: 'confirmed' },
				...{ note: '', byPersonId: null, at: now }
			})
			.execute();
		await unguarded(held.db).deleteFrom('agendaItem').where('id', '=', off.id).execute();
		const publication = { editionId: edition.id, note: '', by: organiser.id, now };
		expect((await publishAgenda(held.db, publication)).ok).toBe(true);
		await issue();
		const [certificate] = await listed();
		expect(certificate?.content.talks.map(({ title }) => title)).toEqual(['Given']);
	});

	it('wait for a name that can be printed', async () => {
		const anna = await guest('王小明');
		const nameless = await guest('');
		for (const guest of [anna, nameless]) await makeEntry(held.db, { guest });
		expect(await issue()).toEqual({ ok: true, value: { issued: 0, mailed: 0, unnamed: 2 } });
		await makeAnswer(held.db, { guestId: anna.id, certificateName: 'Wang Xiaoming' });
		expect(await issue()).toEqual({ ok: true, value: { issued: 1, mailed: 1, unnamed: 1 } });
	});

	it('are not given to companions, or to guests taken off the list', async () => {
		const anna = await guest('Anna');
		const companion = await makeCompanion(held.db, { guestId: anna.id });
		await makeEntry(held.db, {
			guest: anna,
			ticketCode: companion.ticketCode,
			companionId: companion.id
		});
		const removed = await guest('Bruno', { removedAt: now });
		await makeEntry(held.db, { guest: removed });
		expect(await issue()).toEqual({ ok: false, reason: 'nobody-there' });
	});

	it('are given once when two organisers press at once', async () => {
		for (let count = 0; count < 20; count += 1) {
			await makeEntry(held.db, { guest: await guest(`Guest ${count}`) });
		}
		const outcomes = await Promise.all([issue(), issue(), issue()]);
		const issued = outcomes.map((outcome) => (outcome.ok ? outcome.value.issued : NaN));
		expect(issued.reduce((sum, count) => sum + count)).toBe(20);
		expect((await listed()).length).toBe(20);
		expect((await mails()).length).toBe(20);
	});
});

describe('a certificate taken back', () => {
	it('says so under its code, and is not given again by the next issue', async () => {
		const anna = await guest('Anna');
		const { id, code } = await makeCertificate(held.db, { guest: anna });
		const revoke = () =>
			revokeCertificate(held.db, {
				editionId: edition.id,
				certificateId: id,
				reason: 'Left after the coffee',
				by: organiser.id,
				now
			});
		expect(await revoke()).toEqual({ ok: true, value: undefined });
		expect(await revoke()).toEqual({ ok: false, reason: 'already-revoked' });
		expect(await findCertificateByCode(held.db, code)).toMatchObject({
			revokedAt: now,
			revokedReason: 'Left after the coffee',
			replaced: false
		});
		expect(await issue()).toEqual({ ok: true, value: { issued: 0, mailed: 0, unnamed: 0 } });
	});

	it('that never was, or is another conference’s, is refused', async () => {
		const revoke = (certificateId: string, editionId = edition.id) =>
			revokeCertificate(held.db, { editionId, certificateId, reason: '', by: organiser.id, now });
		const { id } = await makeCertificate(held.db, { guest: await guest('Anna') });
		const { id: other } = await makeEdition(held.db);
		expect(await revoke('none')).toEqual({ ok: false, reason: 'not-found' });
		expect(await revoke(id, other)).toEqual({ ok: false, reason: 'not-found' });
		expect((await listed()).map(({ revokedAt }) => revokedAt)).toEqual([null]);
	});
});

describe('a certificate given anew', () => {
	const reissue = (guestId: string) =>
		reissueCertificate(held.db, {
			editionId: edition.id,
			guestId,
			reason: 'The name was misspelled',
			by: organiser.id,
			now
		});

	it('replaces the one before, under another code, with what holds now', async () => {
		const anna = await guest('Ana');
		const before = await makeCertificate(held.db, { guest: anna });
		await makeAnswer(held.db, { guestId: anna.id, certificateName: 'Anna' });
		expect(await reissue(anna.id)).toEqual({
			ok: true,
			value: { issued: 1, mailed: 1, unnamed: 0 }
		});
		const after = (await listed()).find(({ revokedAt }) => revokedAt === null);
		expect(after?.content.name).toBe('Anna');
		expect(after?.code).not.toBe(before.code);
		expect(await findCertificateByCode(held.db, before.code)).toMatchObject({
			content: before.content,
			revokedAt: now,
			replaced: true
		});
		expect((await mails()).length).toBe(2);
	});

	it('is there again for somebody whose certificate was taken back', async () => {
		const anna = await guest('Anna');
		const { id } = await makeCertificate(held.db, { guest: anna });
		const editionId = edition.id;
		await revokeCertificate(held.db, {
			...{ editionId, certificateId: id, reason: '', by: organiser.id, now }
		});
		expect((await reissue(anna.id)).ok).toBe(true);
		expect((await listed()).map(({ revokedAt }) => revokedAt === null)).toEqual([false, true]);
	});

	it('is refused for who was not there, or whose name cannot be printed; the old one stays', async () => {
		const absent = await guest('Bruno');
		expect(await reissue(absent.id)).toEqual({ ok: false, reason: 'nobody-there' });
		const anna = await guest('Anna');
		const before = await makeCertificate(held.db, { guest: anna });
		await makeAnswer(held.db, { guestId: anna.id, certificateName: '安娜' });
		expect(await reissue(anna.id)).toEqual({ ok: false, reason: 'unprintable' });
		expect(await listed()).toEqual([before]);
	});

	it('leaves one that holds when two organisers press at once', async () => {
		const anna = await guest('Anna');
		await makeCertificate(held.db, { guest: anna });
		await Promise.all([reissue(anna.id), reissue(anna.id), reissue(anna.id)]);
		const valid = (await listed()).filter(({ revokedAt }) => revokedAt === null);
		expect(valid.length).toBe(1);
	});
});
