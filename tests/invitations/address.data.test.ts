import { unguarded } from '#lib/db/transaction.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Edition } from '#lib/conference/edition.ts';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import { answerInvitation } from '#lib/guests/commands.server.ts';
import { followCalendars } from '#lib/invitations/follow.server.ts';
import { changeAddress } from '#lib/people/commands.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeGuest, makeMail, makeOrganiser, makePerson, now } from '../factories.ts';
import { listRecorded } from '../recorded.ts';

const held = useDatabase();
const later = '2027-03-02T08:00:00.000Z';
let edition: Edition;
let by: string;
let anna: GuestTable;

beforeEach(async () => {
	edition = await makeEdition(held.db);
	({ id: by } = await makeOrganiser(held.db, { email: 'organiser@school.example' }));
	anna = await makeGuest(held.db, {
		editionId: edition.id,
		person: { name: 'Anna', email: 'ana@school.example' }
	});
});

/** The guest's person moves there, and what stands in their calendars follows. */
async function move({ personId }: GuestTable, email: string) {
	const moved = await changeAddress(held.db, { personId, email, by, now: later });
	await followCalendars(held.db, later);
	return moved;
}

/** Every mail as `kind address state`, oldest first. */
async function outbox(): Promise<string[]> {
	const rows = await held.db.selectFrom('mail').selectAll().orderBy('id').execute();
	return rows.map(({ kind, toAddress, state }) => `${kind} ${toAddress.split('@')[0]} ${state}`);
}

describe('a guest’s new address', () => {
	it('is where they are known from then on, and an organiser has changed it', async () => {
		await unguarded(held.db)
			.insertInto('login')
			.values({ id: 'a', personId: anna.personId, expiresAt: later })
			.execute();
		expect(await move(anna, 'anna@school.example')).toEqual({
			ok: true,
			value: { changed: true }
		});
		const person = held.db.selectFrom('person').select('email').where('id', '=', anna.personId);
		expect(await person.executeTakeFirst()).toEqual({ email: 'anna@school.example' });
		expect(await held.db.selectFrom('login').selectAll().execute()).toEqual([]);
		expect(await listRecorded(held.db)).toEqual([
			{
				verb: 'person.address-changed',
				editionId: null,
				personId: by,
				subjectId: anna.personId,
				subjectName: 'Anna',
				before: { email: 'ana@school.example' },
				after: { email: 'anna@school.example' }
			}
		]);
	});

	it('that is the old one changes nothing', async () => {
		expect(await move(anna, 'ana@school.example')).toEqual({
			ok: true,
			value: { changed: false }
		});
		expect(await listRecorded(held.db)).toEqual([]);
	});

	it('that two organisers enter at once is kept once, and for two guests given to one of them', async () => {
		const both = await Promise.all([
			move(anna, 'anna@school.example'),
			move(anna, 'anna@school.example')
		]);
		expect(both.map(({ ok }) => ok)).toEqual([true, true]);
		expect((await listRecorded(held.db)).map(({ verb }) => verb)).toEqual([
			'person.address-changed'
		]);
		for (let round = 0; round < 5; round++) {
			const guests = await Promise.all(
				['one', 'two'].map((name) =>
					makeGuest(held.db, {
						editionId: edition.id,
						person: { email: `${name}-${round}@a.example` }
					})
				)
			);
			const answers = await Promise.all(
				guests.map((guest) => move(guest, `new-${round}@a.example`))
			);
			expect(answers.map((one) => (one.ok ? 'done' : one.reason)).sort()).toEqual([
				'address-taken',
				'done'
			]);
		}
	});

	it('is refused when another person has it, or the guest organises', async () => {
		await makePerson(held.db, { email: 'anna@school.example' });
		expect(await move(anna, 'anna@school.example')).toEqual({
			ok: false,
			reason: 'address-taken'
		});
		const organiser = await makeGuest(held.db, { editionId: edition.id, personId: by });
		expect(await move(organiser, 'else@school.example')).toEqual({
			ok: false,
			reason: 'organises'
		});
		expect(await listRecorded(held.db)).toEqual([]);
	});

	it('gets what has not left or was not delivered, and nothing that was', async () => {
		const { personId } = anna;
		const to = { name: 'Anna', address: 'ana@school.example' };
		const mail = async (kind: string, row: object, priority: 0 | 3 = 3) => {
			const { id } = await makeMail(held.db, { kind, personId, to, priority });
			await unguarded(held.db).updateTable('mail').set(row).where('id', '=', id).execute();
		};
		await mail('invitation', { state: 'sent' });
		await mail('reminder', { state: 'failed', attempt: 3, finishedAt: now });
		await mail('ticket', { dueAt: '2027-03-02T08:01:00.000Z' });
		await mail('certificate', { attempt: 4, dueAt: '2027-03-02T20:00:00.000Z' });
		await mail('talk-received', { owner: 'a worker', attempt: 1 });
		await mail('sign-in', { state: 'queued' }, 0);
		await unguarded(held.db)
			.insertInto('suppressedAddress')
			.values({ address: 'ana@school.example', reason: '550', at: now })
			.execute();
		await move(anna, 'anna@school.example');
		expect(await outbox()).toEqual([
			'invitation ana sent',
			'reminder anna queued',
			'ticket anna queued',
			'certificate anna queued',
			'talk-received ana queued',
			'sign-in ana queued'
		]);
		const rows = await held.db
			.selectFrom('mail')
			.select(['kind', 'attempt', 'dueAt', 'finishedAt'])
			.where('toAddress', '=', 'anna@school.example')
			.orderBy('id')
			.execute();
		expect(rows).toEqual([
			{ kind: 'reminder', attempt: 0, dueAt: later, finishedAt: null },
			{ kind: 'ticket', attempt: 0, dueAt: '2027-03-02T08:01:00.000Z', finishedAt: null },
			{ kind: 'certificate', attempt: 0, dueAt: later, finishedAt: null }
		]);
		const suppressed = await held.db.selectFrom('suppressedAddress').select('address').execute();
		expect(suppressed).toEqual([{ address: 'ana@school.example' }]);
	});

	it('gets what stands in their calendar at every conference, as the same entry', async () => {
		const next = await makeEdition(held.db, { days: [{ dayOn: '2027-09-01' }] });
		const again = await makeGuest(held.db, { editionId: next.id, personId: anna.personId });
		const yes = { answer: 'yes', givenBy: 'guest', by: null, now } as const;
		await answerInvitation(held.db, { ...yes, guestId: anna.id });
		await followCalendars(held.db, now);
		await unguarded(held.db).updateTable('mail').set({ state: 'sent' }).execute();
		await answerInvitation(held.db, { ...yes, guestId: again.id });
		await followCalendars(held.db, now);
		const entries = () =>
			held.db
				.selectFrom('calendarEntry')
				.select(['guestId', 'uid', 'sequence', 'content'])
				.orderBy('id')
				.execute();
		const before = await entries();
		await move(anna, 'anna@school.example');
		expect(await entries()).toEqual(
			before.map((entry) => ({ ...entry, sequence: entry.sequence + 1 }))
		);
		expect(await outbox()).toEqual([
			'calendar ana sent',
			'calendar ana superseded',
			'calendar anna queued',
			'calendar anna queued'
		]);
		const mails = await held.db.selectFrom('mail').select('payload').execute();
		expect(mails.map(({ payload }) => (JSON.parse(payload) as { change: string }).change)).toEqual([
			'new',
			'new',
			'new',
			'new'
		]);
	});

	it('brings who had none what they said yes to', async () => {
		const walkIn = await makeGuest(held.db, {
			editionId: edition.id,
			person: { name: 'Bruno', email: null },
			answer: 'yes'
		});
		await move(walkIn, 'bruno@school.example');
		expect(await outbox()).toEqual(['calendar bruno queued']);
	});
});
