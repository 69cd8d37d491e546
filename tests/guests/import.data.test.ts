import { describe, expect, it } from 'vitest';
import { removeGuest } from '#lib/guests/commands.server.ts';
import { importGuests, previewImport } from '#lib/guests/import/import.server.ts';
import type { ListedGuest } from '#lib/guests/import/rows.ts';
import { findGuestOf, listGuests } from '#lib/guests/queries.server.ts';
import { findPersonByEmail } from '#lib/people/queries.server.ts';
import { useDatabase } from '../database.ts';
import {
	makeEdition,
	makeGuest,
	makeOrganisation,
	makeOrganiser,
	makePerson,
	now
} from '../factories.ts';
import { countQueries } from '../queries.ts';

const held = useDatabase();

const listed = (row: Partial<ListedGuest>): ListedGuest => ({
	row: 2,
	name: 'Anna Liepa',
	email: 'anna@school.example',
	organisation: 'Ezermalas arodskola',
	address: '',
	country: 'LV',
	language: 'lv',
	role: 'guest',
	notes: [],
	...row
});

describe('an import', () => {
	it('does what the preview said, and nothing the second time', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const organisation = await makeOrganisation(held.db);
		const full = { organisationId: organisation.id, country: 'DE' };
		await makePerson(held.db, { ...full, name: 'Known', email: 'known@school.example' });
		await makeGuest(held.db, {
			editionId,
			person: { name: 'Bare', email: 'bare@school.example', country: null }
		});
		await makeGuest(held.db, { editionId, person: { ...full, email: 'full@school.example' } });
		await makeGuest(held.db, {
			editionId,
			removedAt: now,
			person: { email: 'gone@school.example' }
		});
		const guests = ['anna', 'known', 'bare', 'full', 'gone'].map((name, at) =>
			listed({ row: at + 2, name: `The ${name}`, email: `${name}@school.example`, role: 'partner' })
		);
		const preview = await previewImport(held.db, { editionId, guests });
		expect(preview.map(({ guest: _, ...planned }) => planned)).toEqual([
			{ kind: 'create', knownAs: undefined },
			{ kind: 'create', knownAs: 'Known' },
			{ kind: 'update', fills: ['organisation', 'country'] },
			{ kind: 'skip', reason: 'on-list' },
			{ kind: 'skip', reason: 'removed' }
		]);
		const change = { editionId, guests, by, now };
		expect(await importGuests(held.db, change)).toEqual({ created: 2, updated: 1, skipped: 2 });
		expect(await importGuests(held.db, change)).toEqual({ created: 0, updated: 0, skipped: 5 });
		expect((await listGuests(held.db, editionId)).guests.map(({ person }) => person.name)).toEqual(
			expect.arrayContaining(['Bare', 'Known', 'The anna'])
		);
		const anna = await findPersonByEmail(held.db, 'anna@school.example');
		expect(anna).toMatchObject({
			name: 'The anna',
			organisation: { name: 'Ezermalas arodskola', country: 'LV' },
			country: 'LV',
			language: 'lv'
		});
		expect(await findGuestOf(held.db, { editionId, personId: anna?.id ?? '' })).toMatchObject({
			source: 'import',
			role: 'partner',
			state: 'unanswered',
			invitedAt: null
		});
	});

	it('makes speakers of guests whom the list names as such, and the preview says so', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const { id: organisationId } = await makeOrganisation(held.db);
		for (const [email, country, role] of [
			['full@school.example', 'DE', 'guest'],
			['bare@school.example', null, 'guest'],
			['partner@school.example', 'DE', 'partner']
		] as const) {
			await makeGuest(held.db, { editionId, role, person: { organisationId, country, email } });
		}
		const guests = ['full', 'bare', 'partner'].map((name, at) =>
			listed({ row: at + 2, email: `${name}@school.example`, role: 'speaker' })
		);
		const preview = await previewImport(held.db, { editionId, guests });
		expect(preview.map(({ guest: _, ...planned }) => planned)).toEqual([
			{ kind: 'update', fills: ['role'] },
			{ kind: 'update', fills: ['country', 'role'] },
			{ kind: 'skip', reason: 'on-list' }
		]);
		const change = { editionId, guests, by, now };
		expect(await importGuests(held.db, change)).toEqual({ created: 0, updated: 2, skipped: 1 });
		const roles = (await listGuests(held.db, editionId)).guests.map(({ role }) => role);
		expect(roles.sort()).toEqual(['partner', 'speaker', 'speaker']);
	});

	it('by two organisers at once brings nobody twice', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guests = Array.from({ length: 600 }, (_, at) =>
			listed({ email: `guest-${at}@school.example`, organisation: `School ${at}` })
		);
		// In opposite orders each would wait for what the other one has written.
		const both = await Promise.all(
			[guests, guests.toReversed()].map((list) =>
				importGuests(held.db, { editionId, guests: list, by, now })
			)
		);
		expect(both.reduce((sum, { created }) => sum + created, 0)).toBe(600);
		expect((await listGuests(held.db, editionId)).total).toBe(600);
	});

	it('does not bring back who was taken off the list', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guests = [listed({})];
		await importGuests(held.db, { editionId, guests, by, now });
		const [guest] = (await listGuests(held.db, editionId)).guests;
		await removeGuest(held.db, { guestId: guest?.id ?? '', by, now });
		expect(await importGuests(held.db, { editionId, guests, by, now })).toEqual({
			created: 0,
			updated: 0,
			skipped: 1
		});
		expect((await listGuests(held.db, editionId)).total).toBe(0);
	});

	it('of 10,000 guests takes a few statements for each five hundred', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const list = (from: number, count: number) =>
			Array.from({ length: count }, (_, at) =>
				listed({
					name: `Guest ${from + at}`,
					email: `guest-${from + at}@school.example`,
					organisation: `School ${(from + at) % 300}`
				})
			);
		const queries = (from: number, count: number) =>
			countQueries(held.db, (db) =>
				importGuests(db, { editionId, guests: list(from, count), by, now })
			);
		const forTen = await queries(0, 10);
		expect(await queries(1_000, 500)).toBe(forTen);
		expect(await queries(10_000, 10_000)).toBeLessThan(forTen * 20);
		expect((await listGuests(held.db, editionId)).total).toBe(10_510);
	});
});
