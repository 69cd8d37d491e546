import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import {
	answerInvitation,
	changeRole,
	mendGuest,
	restoreGuest,
	writeInGuest
} from '#lib/guests/commands.server.ts';
import { findGuest, listAnswers, listGuests } from '#lib/guests/queries.server.ts';
import { engine, openTwice, useDatabase } from '../database.ts';
import { listRecorded } from '../recorded.ts';
import {
	followCalendars,
	makeEdition,
	makeGuest,
	makeOrganisation,
	makeOrganiser,
	makePerson,
	now
} from '../factories.ts';

const held = useDatabase();

const anna = {
	name: 'Anna Liepa',
	email: 'anna@school.example',
	organisation: 'Ezermalas arodskola',
	country: 'LV',
	language: 'lv' as const,
	role: 'partner' as const
};

async function setUp() {
	const { id: editionId } = await makeEdition(held.db);
	const { id: by } = await makeOrganiser(held.db);
	return { editionId, by, now };
}

/** What was done to guests and persons, without what it was a part of. */
async function verbs(): Promise<string[]> {
	const rows = held.db.selectFrom('change').select('verb').where('isPart', '=', 0);
	return (await rows.orderBy('position').execute()).map(({ verb }) => verb);
}

/** What waits for calendars, each as `subject change`. */
async function calendarMails(): Promise<string[]> {
	const rows = held.db.selectFrom('mail').select('payload').where('kind', '=', 'calendar');
	return (await rows.orderBy('id').execute()).map(({ payload }) => {
		const { subject, change } = JSON.parse(payload) as { subject: string; change: string };
		return `${subject} ${change}`;
	});
}

const organisations = () => held.db.selectFrom('organisation').selectAll().execute();

describe('a guest written in by hand', () => {
	it('is on the list as typed when nobody knows the address', async () => {
		const change = await setUp();
		const added = await writeInGuest(held.db, { ...change, guest: anna });
		const id = added.ok ? added.value.id : '';
		expect(added).toEqual({
			ok: true,
			value: { id, name: 'Anna Liepa', known: false, returned: false }
		});
		expect(await findGuest(held.db, id)).toMatchObject({
			person: {
				name: 'Anna Liepa',
				email: 'anna@school.example',
				organisation: { name: 'Ezermalas arodskola', country: 'LV' },
				country: 'LV',
				language: 'lv'
			},
			source: 'organiser',
			role: 'partner',
			state: 'unanswered'
		});
		expect(await verbs()).toEqual(['guest.added']);
	});

	it('keeps what is on file when the address is known, and the organiser is told the name', async () => {
		const change = await setUp();
		await makePerson(held.db, { name: 'Anna Liepiņa', email: anna.email, country: 'EE' });
		const added = await writeInGuest(held.db, { ...change, guest: anna });
		const id = added.ok ? added.value.id : '';
		expect(added).toEqual({
			ok: true,
			value: { id, name: 'Anna Liepiņa', known: true, returned: false }
		});
		expect(await findGuest(held.db, id)).toMatchObject({
			person: { name: 'Anna Liepiņa', country: 'EE', language: 'en' }
		});
	});

	it('is refused when on the list already, and nothing is filled in', async () => {
		const change = await setUp();
		const { editionId } = change;
		const { id } = await makeGuest(held.db, {
			editionId,
			person: { name: '', email: anna.email, country: null }
		});
		const before = await findGuest(held.db, id);
		const again = { ...anna, email: 'Anna@School.example' };
		expect(await writeInGuest(held.db, { ...change, guest: again })).toEqual({
			ok: false,
			reason: 'on-list'
		});
		expect(await findGuest(held.db, id)).toEqual(before);
		expect(await organisations()).toEqual([]);
		expect(await verbs()).toEqual([]);
	});

	it('who was taken off comes back in the role chosen now', async () => {
		const change = await setUp();
		const { editionId } = change;
		const { id } = await makeGuest(held.db, {
			editionId,
			person: { email: anna.email },
			role: 'speaker',
			answer: 'yes',
			removedAt: now
		});
		const name = (await findGuest(held.db, id))?.person.name;
		expect(await writeInGuest(held.db, { ...change, guest: anna })).toEqual({
			ok: true,
			value: { id, name, known: true, returned: true }
		});
		await followCalendars(held.db, now);
		expect(await calendarMails()).toEqual(['day:2027-05-24 new']);
		expect(await findGuest(held.db, id)).toMatchObject({ removedAt: null, role: 'partner' });
		expect(await verbs()).toEqual(['guest.restored', 'guest.role-changed']);
	});

	it('by two organisers at once is there once', async () => {
		const change = await setUp();
		const both = await Promise.all(
			[1, 2].map(() => writeInGuest(held.db, { ...change, guest: anna }))
		);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'on-list' }]);
		expect((await listGuests(held.db, change.editionId)).total).toBe(1);
	});
});

describe('what is on file about a guest', () => {
	const typed = { name: 'Anna', organisation: '', country: 'LV', language: 'en' as const };

	it('is mended with the role, once', async () => {
		const { editionId, ...change } = await setUp();
		const { id: guestId } = await makeGuest(held.db, { editionId, person: { name: 'Ana' } });
		const guest = { ...typed, country: 'EE', role: 'learner' as const };
		const mended = { ok: true, value: undefined };
		expect(await mendGuest(held.db, { ...change, guestId, guest })).toEqual(mended);
		expect(await findGuest(held.db, guestId)).toMatchObject({
			person: { name: 'Anna', country: 'EE', organisation: null },
			role: 'learner'
		});
		expect(await mendGuest(held.db, { ...change, guestId, guest })).toEqual(mended);
		expect(await verbs()).toEqual(['person.updated', 'guest.role-changed']);
	});

	it('leaves a guest with their school when only the name is mended', async () => {
		const { editionId, ...change } = await setUp();
		await makeOrganisation(held.db, { name: 'Vocational School', country: 'PL' });
		const school = await makeOrganisation(held.db, { name: 'Vocational School', country: 'LT' });
		const person = { name: 'Rūta', organisationId: school.id, country: null };
		const { id: guestId } = await makeGuest(held.db, { editionId, person });
		const guest = { ...typed, organisation: 'Vocational School', role: 'guest' as const };
		await mendGuest(held.db, { ...change, guestId, guest: { ...guest, country: '' } });
		expect((await findGuest(held.db, guestId))?.person.organisation?.id).toBe(school.id);
		await mendGuest(held.db, { ...change, guestId, guest: { ...guest, country: 'EE' } });
		expect((await findGuest(held.db, guestId))?.person.organisation?.id).toBe(school.id);
		expect(await organisations()).toHaveLength(2);
		await mendGuest(held.db, { ...change, guestId, guest: { ...guest, organisation: '' } });
		expect((await findGuest(held.db, guestId))?.person.organisation).toBe(null);
	});

	it('that is their language holds for one who has answered, and for their calendar', async () => {
		const { editionId, ...change } = await setUp();
		const { id: guestId } = await makeGuest(held.db, {
			editionId,
			person: { name: 'Anna' },
			answer: 'yes'
		});
		const guest = { ...typed, language: 'lv' as const, role: 'guest' as const };
		const later = '2027-03-02T08:00:00.000Z';
		expect(await mendGuest(held.db, { ...change, guestId, guest, now: later })).toEqual({
			ok: true,
			value: undefined
		});
		await followCalendars(held.db, later);
		expect(await calendarMails()).toEqual(['day:2027-05-24 new']);
		expect(await findGuest(held.db, guestId)).toMatchObject({
			language: 'lv',
			state: 'yes',
			person: { language: 'lv' }
		});
		const answers = await listAnswers(held.db, guestId);
		expect(
			answers.map(({ language, givenBy, byPersonId }) => ({ language, givenBy, byPersonId }))
		).toEqual(
			expect.arrayContaining([
				{ language: 'en', givenBy: 'guest', byPersonId: null },
				{ language: 'lv', givenBy: 'organiser', byPersonId: change.by }
			])
		);
		await mendGuest(held.db, { ...change, guestId, guest, now: later });
		expect(await listAnswers(held.db, guestId)).toHaveLength(2);
	});

	it('stays as it is while a guest is off the list', async () => {
		const { editionId, ...change } = await setUp();
		const { id: guestId } = await makeGuest(held.db, { editionId, removedAt: now });
		const guest = { ...typed, role: 'guest' as const };
		const missing = { ok: false, reason: 'guest-missing' };
		expect(await mendGuest(held.db, { ...change, guestId, guest })).toEqual(missing);
		await restoreGuest(held.db, { ...change, guestId });
		expect(await mendGuest(held.db, { ...change, guestId, guest })).toMatchObject({ ok: true });
	});
});

/** Ends once another connection waits for a row that this transaction has locked. */
async function untilSomebodyWaitsFor(trx: Transaction): Promise<void> {
	const waiting = sql<{ count: number }>`
		select cast(count(*) as integer) as count from pg_locks
		where not granted and transactionid = cast(pg_current_xact_id() as xid)`;
	for (;;) {
		const { rows } = await waiting.execute(trx);
		if ((rows[0]?.count ?? 0) > 0) return;
	}
}

// SQLite has one writer: the second of the two begins after the first there.
if (engine === 'postgres') {
	it('a guest’s own no, given while an organiser mends their language, stays a no', async () => {
		const [theirs, organisers] = await openTwice();
		const { id: editionId } = await makeEdition(theirs);
		const { id: by } = await makeOrganiser(theirs);
		const { id: guestId } = await makeGuest(theirs, { editionId, answer: 'yes' });
		const guest = { ...anna, language: 'lv' as const };
		let mending: Promise<unknown> | undefined;
		await inTransaction(theirs, async (trx) => {
			await answerInvitation(trx, {
				...{ guestId, answer: 'no', givenBy: 'guest', by: null, now }
			});
			mending = mendGuest(organisers, { guestId, guest, by, now });
			await untilSomebodyWaitsFor(trx);
		});
		expect(await mending).toMatchObject({ ok: true });
		expect(await findGuest(theirs, guestId)).toMatchObject({ state: 'no', language: 'lv' });
	});
}

it('a role is changed once, and written down with who did it', async () => {
	const { editionId, ...change } = await setUp();
	const { id: guestId } = await makeGuest(held.db, { editionId });
	await changeRole(held.db, { ...change, guestId, role: 'parent' });
	await changeRole(held.db, { ...change, guestId, role: 'parent' });
	expect((await findGuest(held.db, guestId))?.role).toBe('parent');
	const name = (await findGuest(held.db, guestId))?.person.name;
	expect(await listRecorded(held.db)).toEqual([
		{
			verb: 'guest.role-changed',
			editionId,
			personId: change.by,
			subjectId: guestId,
			subjectName: name,
			before: { role: 'guest' },
			after: { role: 'parent' }
		}
	]);
	expect(await changeRole(held.db, { ...change, guestId: 'nobody', role: 'guest' })).toEqual({
		ok: false,
		reason: 'guest-missing'
	});
});
