import { unguarded } from '#lib/db/transaction.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { reissueCertificate, revokeCertificate } from '#lib/certificates/commands.server.ts';
import {
	countCertificates,
	listForPrint,
	listRecipients
} from '#lib/certificates/overview.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import type { MailTable } from '#lib/db/schema/mail.ts';
import { useDatabase } from '../database.ts';
import {
	makeAnswer,
	makeCertificate,
	makeEdition,
	makeEntry,
	makeGuest,
	makeOrganiser
} from '../factories.ts';
import { countQueries } from '../queries.ts';

const held = useDatabase();
let edition: Edition;

beforeEach(async () => {
	edition = await makeEdition(held.db);
});

const guest = (name: string, email: string | null = `${name.toLowerCase()}@school.example`) =>
	makeGuest(held.db, { editionId: edition.id, person: { name, email } });

async function mailOf(certificateId: string, row: Partial<MailTable>) {
	await unguarded(held.db)
		.updateTable('mail')
		.set(row)
		.where('dedupeKey', '=', `certificate:${certificateId}`)
		.execute();
}

/** Ten people, each with another story. */
async function makeStories() {
	await makeEntry(held.db, { guest: await guest('Anna') });
	await makeEntry(held.db, { guest: await guest('小明') });
	await guest('Absent');
	const certificate = async (name: string, email?: string | null) =>
		makeCertificate(held.db, { guest: await guest(name, email) });
	await certificate('Dace');
	await mailOf((await certificate('Edgars')).id, { state: 'sent', attempt: 1 });
	await mailOf((await certificate('Fatima')).id, { state: 'failed', attempt: 9 });
	await mailOf((await certificate('Gustav')).id, { attempt: 2 });
	await certificate('Hanna', null);
	const { guestId } = await certificate('Ilze');
	await makeAnswer(held.db, { guestId, certificateName: 'Ilze Kalna' });
	const { id } = await certificate('Jüri');
	const { id: by } = await makeOrganiser(held.db);
	const now = '2027-05-26T08:00:00.000Z';
	await revokeCertificate(held.db, {
		editionId: edition.id,
		certificateId: id,
		reason: 'Left early',
		by,
		now
	});
	const gone = await certificate('Kristīne');
	await unguarded(held.db).deleteFrom('scan').where('guestId', '=', gone.guestId).execute();
}

describe('the list of who gets a certificate', () => {
	it('everybody who was there has theirs once none is missing, a name that cannot be printed included', async () => {
		await makeStories();
		const { counts } = await listRecipients(held.db, { editionId: edition.id });
		const { all, due, unnamed, revoked } = counts;
		expect([due, unnamed]).toEqual([1, 1]);
		expect(await countCertificates(held.db, edition.id)).toEqual({
			issued: all - due - unnamed - revoked,
			due: 2
		});
	});

	it('tells of each how things stand and what happened to the mail', async () => {
		await makeStories();
		const { recipients } = await listRecipients(held.db, { editionId: edition.id });
		expect(recipients.map(({ name, state, delivery }) => [name, state, delivery])).toEqual([
			['Anna', 'due', undefined],
			['Dace', 'issued', 'queued'],
			['Edgars', 'issued', 'sent'],
			['Fatima', 'issued', 'failed'],
			['Gustav', 'issued', 'retrying'],
			['Hanna', 'issued', 'paper'],
			['Ilze', 'changed', 'queued'],
			['Jüri', 'revoked', undefined],
			['小明', 'unnamed', undefined],
			['Kristīne', 'changed', 'queued']
		]);
	});

	it('tells of a new certificate what happened to its own mail', async () => {
		const anna = await guest('Anna');
		const before = await makeCertificate(held.db, { guest: anna });
		await mailOf(before.id, { state: 'failed', attempt: 9 });
		const { id: by } = await makeOrganiser(held.db);
		const deliveries = async () =>
			(await listRecipients(held.db, { editionId: edition.id })).recipients.map(
				({ delivery }) => delivery
			);
		expect(await deliveries()).toEqual(['failed']);
		await unguarded(held.db)
			.updateTable('person')
			.set({ email: null })
			.where('id', '=', anna.personId)
			.execute();
		await reissueCertificate(held.db, {
			...{ editionId: edition.id, guestId: anna.id, reason: '', by },
			now: '2027-05-26T08:00:00.000Z'
		});
		expect(await deliveries()).toEqual(['paper']);
		await unguarded(held.db)
			.updateTable('person')
			.set({ email: 'anna@school.example' })
			.where('id', '=', anna.personId)
			.execute();
		expect(await deliveries()).toEqual(['paper']);
	});

	it('counts what each filter shows, and shows it', async () => {
		await makeStories();
		const { counts } = await listRecipients(held.db, { editionId: edition.id });
		expect(counts).toEqual({
			all: 10,
			due: 1,
			unnamed: 1,
			changed: 2,
			queued: 4,
			failed: 1,
			sent: 1,
			paper: 1,
			revoked: 1
		});
		for (const filter of ['due', 'changed', 'queued', 'failed', 'paper'] as const) {
			const { recipients } = await listRecipients(held.db, { editionId: edition.id, filter });
			expect(recipients.length).toBe(counts[filter]);
		}
	});

	it('finds people by a part of their name, without accents', async () => {
		await makeStories();
		const found = async (search: string) =>
			(await listRecipients(held.db, { editionId: edition.id, search })).recipients.map(
				({ name }) => name
			);
		expect(await found('juri')).toEqual(['Jüri']);
		expect(await found('KRISTINE school')).toEqual(['Kristīne']);
		expect(await found('nobody')).toEqual([]);
	});

	it('asks the database as often for many guests as for few', async () => {
		const ask = () => countQueries(held.db, (db) => listRecipients(db, { editionId: edition.id }));
		await makeCertificate(held.db, { guest: await guest('Anna') });
		const few = await ask();
		for (let count = 0; count < 30; count += 1) {
			await makeEntry(held.db, { guest: await guest(`Guest ${count}`) });
		}
		expect(await ask()).toBe(few);
	});

	it('comes in pages of fifty; a page that is not there is the nearest', async () => {
		for (let count = 0; count < 52; count += 1) {
			await makeEntry(held.db, { guest: await guest(`Guest ${100 + count}`) });
		}
		const page = async (page: number) => {
			const listed = await listRecipients(held.db, { editionId: edition.id, page });
			return [listed.page, listed.pages, listed.recipients.length];
		};
		expect([await page(1), await page(2), await page(9), await page(-3)]).toEqual([
			[1, 2, 50],
			[2, 2, 2],
			[2, 2, 2],
			[1, 2, 50]
		]);
	});
});

describe('printing', () => {
	it('takes every certificate that holds, or those of people without an address', async () => {
		await makeStories();
		const names = async (of: 'all' | 'paper', part = 1) =>
			(await listForPrint(held.db, { editionId: edition.id, of, part })).map(
				({ content }) => content.name
			);
		expect(await names('all')).toEqual([
			...['Dace', 'Edgars', 'Fatima', 'Gustav', 'Hanna', 'Ilze', 'Kristīne']
		]);
		expect(await names('paper')).toEqual(['Hanna']);
		expect(await names('all', 2)).toEqual([]);
	});
});
