import { describe, expect, it } from 'vitest';
import { answerInvitation, removeGuest } from '#lib/guests/commands.server.ts';
import {
	countAnswers,
	findAccessNeeds,
	findGuest,
	findTickets,
	listAnswers,
	listDoorGuests,
	listGuests
} from '#lib/guests/queries.server.ts';
import { Vault } from '#lib/platform/vault.server.ts';
import { useDatabase } from '../database.ts';
import {
	makeAnswer,
	makeCompanion,
	makeEdition,
	makeGuest,
	makeOrganiser,
	now
} from '../factories.ts';

const held = useDatabase();
const vault = new Vault('a secret of at least thirty-two characters');
const said = { givenBy: 'guest' as const, by: null, now };

describe('an answer', () => {
	it('given twice is one answer', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId });
		const first = await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		const again = await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		expect(first).toEqual({
			ok: true,
			value: { before: 'unanswered', state: 'yes', changed: true, companionsChanged: false }
		});
		expect(again).toEqual({
			ok: true,
			value: { before: 'yes', state: 'yes', changed: false, companionsChanged: false }
		});
		expect(await listAnswers(held.db, guest.id)).toHaveLength(1);
	});

	it('that changes keeps the earlier one on record', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, answer: 'yes' });
		const later = '2027-03-02T08:00:00.000Z';
		await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'no', now: later });
		const answers = await listAnswers(held.db, guest.id);
		expect(answers.map(({ answer }) => answer).sort()).toEqual(['no', 'yes']);
		expect((await findGuest(held.db, guest.id))?.state).toBe('no');
	});

	it('of a removed guest is refused', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, removedAt: now });
		expect(await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' })).toEqual({
			ok: false,
			reason: 'guest-missing'
		});
	});

	it('asked for by two tabs at once is written once', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId });
		const companions = [{ id: '', name: 'Ieva' }];
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const, companions };
		await Promise.all([1, 2, 3, 4].map(() => answerInvitation(held.db, answer)));
		expect(await listAnswers(held.db, guest.id)).toHaveLength(1);
		expect((await findGuest(held.db, guest.id))?.companions).toHaveLength(1);
	});

	it('says who gave it on whose behalf', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const organiser = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId });
		await answerInvitation(held.db, {
			guestId: guest.id,
			answer: 'maybe',
			givenBy: 'organiser',
			by: organiser.id,
			now
		});
		const [answer] = await listAnswers(held.db, guest.id);
		expect(answer).toMatchObject({ givenBy: 'organiser', byPersonId: organiser.id });
	});
});

describe('companions', () => {
	it('are added, renamed and taken off, and keep their ticket meanwhile', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, answer: 'yes' });
		const ieva = await makeCompanion(held.db, { guestId: guest.id, name: 'Ieva' });
		const anna = await makeCompanion(held.db, { guestId: guest.id, name: 'Anna' });
		await answerInvitation(held.db, {
			...said,
			guestId: guest.id,
			answer: 'yes',
			companions: [
				{ id: ieva.id, name: 'Ieva Grāvīte' },
				{ id: anna.id, name: '' },
				{ id: '', name: 'Jānis' },
				{ id: '', name: '' }
			]
		});
		const companions = (await findGuest(held.db, guest.id))?.companions ?? [];
		expect(companions.map(({ name }) => name).sort()).toEqual(['Ieva Grāvīte', 'Jānis']);
		expect(companions.find(({ id }) => id === ieva.id)?.ticketCode).toBe(ieva.ticketCode);
	});

	it('of another guest cannot be changed', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, answer: 'yes' });
		const other = await makeGuest(held.db, { editionId, answer: 'yes' });
		const theirs = await makeCompanion(held.db, { guestId: other.id, name: 'Anna' });
		await answerInvitation(held.db, {
			...said,
			guestId: guest.id,
			answer: 'yes',
			companions: [{ id: theirs.id, name: '' }]
		});
		expect((await findGuest(held.db, other.id))?.companions).toEqual([
			{ id: theirs.id, name: 'Anna', ticketCode: theirs.ticketCode }
		]);
		expect((await findGuest(held.db, guest.id))?.companions).toEqual([]);
	});

	it('are five at most', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, answer: 'yes' });
		const names = ['A', 'B', 'C', 'D', 'E', 'F'];
		const result = await answerInvitation(held.db, {
			...said,
			guestId: guest.id,
			answer: 'yes',
			companions: names.map((name) => ({ id: '', name }))
		});
		expect(result).toEqual({ ok: false, reason: 'too-many-companions', values: { most: 5 } });
		expect((await findGuest(held.db, guest.id))?.companions).toEqual([]);
	});
});

describe('access needs', () => {
	it('are sealed in the database, and erased when the field is emptied', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, answer: 'yes' });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await answerInvitation(held.db, { ...answer, accessNeeds: { text: 'A ramp', vault } });
		const row = await held.db.selectFrom('accessNeed').selectAll().executeTakeFirstOrThrow();
		expect(row.ciphertext).not.toContain('ramp');
		expect(await findAccessNeeds(held.db, vault, guest.id)).toEqual({ text: 'A ramp' });
		const other = new Vault('another secret, as long as thirty-two characters');
		expect(await findAccessNeeds(held.db, other, guest.id)).toEqual({ text: undefined });
		const written = { text: 'A ramp and a lift', vault: other };
		await answerInvitation(held.db, { ...answer, accessNeeds: written });
		expect(await findAccessNeeds(held.db, other, guest.id)).toEqual({ text: 'A ramp and a lift' });
		await answerInvitation(held.db, { ...answer, accessNeeds: { text: ' ', vault } });
		expect(await findAccessNeeds(held.db, vault, guest.id)).toBeUndefined();
	});
});

describe('the guest list', () => {
	it('counts answers and companions, and leaves out the removed and other editions', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const other = await makeEdition(held.db);
		const coming = await makeGuest(held.db, { editionId, answer: 'yes', invitedAt: now });
		await makeCompanion(held.db, { guestId: coming.id });
		await makeCompanion(held.db, { guestId: coming.id, removedAt: now });
		const changed = await makeGuest(held.db, { editionId, answer: 'yes', invitedAt: now });
		await makeAnswer(held.db, {
			guestId: changed.id,
			answer: 'no',
			at: '2027-03-02T08:00:00.000Z'
		});
		await makeGuest(held.db, { editionId });
		await makeGuest(held.db, { editionId, answer: 'yes', removedAt: now });
		await makeGuest(held.db, { editionId: other.id, answer: 'maybe' });
		expect(await countAnswers(held.db, editionId)).toEqual({
			yes: 1,
			no: 1,
			maybe: 0,
			unanswered: 1,
			total: 3,
			companions: { yes: 1, maybe: 0 }
		});
	});

	it('is searched without accents, in names, addresses and organisations, and signs are only signs', async () => {
		const { id: editionId } = await makeEdition(held.db);
		for (const [name, email] of [
			['Ģirts Šķēle', 'girts@a.example'],
			['Łukasz Wójcik', 'w_100@b.example'],
			['Anna', 'anna@b.example']
		] as const) {
			const nameFolded =
				name === 'Anna' ? 'anna' : name === 'Ģirts Šķēle' ? 'girts skele' : 'lukasz wojcik';
			await makeGuest(held.db, { editionId, person: { name, nameFolded, email } });
		}
		const search = async (text: string) =>
			(await listGuests(held.db, editionId, { search: text })).guests.map(
				({ person }) => person.name
			);
		expect(await search('skele')).toEqual(['Ģirts Šķēle']);
		expect(await search('ŠĶĒLE girts')).toEqual(['Ģirts Šķēle']);
		expect(await search('Wojcik')).toEqual(['Łukasz Wójcik']);
		expect(await search('b.example')).toEqual(['Anna', 'Łukasz Wójcik']);
		expect(await search('w_')).toEqual(['Łukasz Wójcik']);
		expect(await search('%')).toEqual([]);
	});

	it('filters by answer and pages by name', async () => {
		const { id: editionId } = await makeEdition(held.db);
		for (const name of ['c', 'a', 'b']) {
			await makeGuest(held.db, { editionId, person: { name, nameFolded: name }, answer: 'maybe' });
		}
		await makeGuest(held.db, { editionId, person: { name: 'd', nameFolded: 'd' } });
		const page = await listGuests(held.db, editionId, { answer: 'maybe', size: 2, page: 9 });
		expect(page).toMatchObject({ total: 3, page: 2, pages: 2 });
		expect(page.guests.map(({ person }) => person.name)).toEqual(['c']);
		const unanswered = await listGuests(held.db, editionId, { answer: 'unanswered' });
		expect(unanswered.guests.map(({ person }) => person.name)).toEqual(['d']);
	});
});

describe('tickets', () => {
	it('of guests and companions go to the door with the answer that holds', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId, answer: 'no', person: { name: 'Anna' } });
		const companion = await makeCompanion(held.db, { guestId: guest.id, name: 'Ieva' });
		const organiser = await makeOrganiser(held.db);
		const anna = {
			ticketCode: guest.ticketCode,
			guestId: guest.id,
			companionId: null,
			name: 'Anna',
			organisation: null,
			answer: 'no',
			removed: false
		};
		const ieva = {
			...anna,
			ticketCode: companion.ticketCode,
			companionId: companion.id,
			name: 'Ieva'
		};
		expect(await findTickets(held.db, editionId, [companion.ticketCode, 'X'])).toEqual([ieva]);
		const list = await listDoorGuests(held.db, editionId);
		expect(list).toHaveLength(2);
		expect(list).toEqual(expect.arrayContaining([anna, ieva]));
		await removeGuest(held.db, { guestId: guest.id, by: organiser.id, now });
		expect(await findTickets(held.db, editionId, [companion.ticketCode])).toEqual([
			{ ...ieva, removed: true }
		]);
	});
});
