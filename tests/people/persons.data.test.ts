import { describe, expect, it } from 'vitest';
import {
	addOrganiser,
	ensureOrganisation,
	ensurePerson,
	ensurePersons,
	removeOrganiser
} from '#lib/people/commands.server.ts';
import { findPersonByEmail, listOrganisers } from '#lib/people/queries.server.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { makeOrganiser, makePerson, now } from '../factories.ts';
import { useDatabase } from '../database.ts';

const held = useDatabase();

describe('one person, once', () => {
	it('is found again by the address in any case', async () => {
		const first = await inTransaction(held.db, (trx) =>
			ensurePerson(trx, { name: 'Anna', email: 'Anna@School.example', language: 'lv', now })
		);
		const again = await inTransaction(held.db, (trx) =>
			ensurePerson(trx, { name: 'A.', email: ' anna@school.EXAMPLE', language: 'en', now })
		);
		expect(first.created).toBe(true);
		expect(again).toEqual({ id: first.id, created: false });
		expect(await findPersonByEmail(held.db, 'ANNA@school.example')).toEqual({
			id: first.id,
			name: 'Anna',
			email: 'anna@school.example',
			organisation: null,
			country: null,
			language: 'lv'
		});
	});

	it('gets empty fields filled, and a name replaced only on purpose', async () => {
		const { id } = await makePerson(held.db, { name: '', email: 'a@b.example', country: null });
		await inTransaction(held.db, (trx) =>
			ensurePersons(trx, [
				{
					name: 'Zoë Ķirse',
					email: 'a@b.example',
					organisation: { name: 'Lycée Ēdole', country: 'FR' },
					country: 'FR',
					language: 'en',
					now
				},
				{ name: 'Somebody else', email: 'a@b.example', country: 'DE', language: 'en', now }
			])
		);
		expect(await findPersonByEmail(held.db, 'a@b.example')).toMatchObject({
			id,
			name: 'Zoë Ķirse',
			organisation: { name: 'Lycée Ēdole', country: 'FR' },
			country: 'FR'
		});
		await inTransaction(held.db, (trx) =>
			ensurePerson(trx, { name: 'Zoe', email: 'a@b.example', language: 'en', rename: true, now })
		);
		expect((await findPersonByEmail(held.db, 'a@b.example'))?.name).toBe('Zoe');
	});

	it('comes once from a list that names it twice, in the order of the list', async () => {
		const person = (email: string | null) => ({ name: 'X', email, language: 'en' as const, now });
		const list = ['one@a.example', 'two@a.example', 'ONE@a.example', null, null].map(person);
		const ensured = await inTransaction(held.db, (trx) => ensurePersons(trx, list));
		expect(ensured.map(({ created }) => created)).toEqual([true, true, false, true, true]);
		expect(ensured[2]?.id).toBe(ensured[0]?.id);
		expect(new Set(ensured.map(({ id }) => id)).size).toBe(4);
		const again = await inTransaction(held.db, (trx) => ensurePersons(trx, list.slice(0, 3)));
		expect(again.map(({ id }) => id)).toEqual(ensured.slice(0, 3).map(({ id }) => id));
	});

	it('is made once when two requests bring the same address at once', async () => {
		const bring = (name: string) =>
			inTransaction(held.db, (trx) =>
				ensurePerson(trx, { name, email: 'both@a.example', language: 'en', now })
			);
		const [one, other] = await Promise.all([bring('One'), bring('Other')]);
		expect(one.id).toBe(other.id);
		expect([one.created, other.created].sort()).toEqual([false, true]);
	});
});

describe('an organisation', () => {
	it('is the same for the same name in the same country, case and accents aside', async () => {
		const ensure = (name: string, country: string | null) =>
			inTransaction(held.db, (trx) => ensureOrganisation(trx, { name, country, now }));
		const first = await ensure('Rīgas Valsts tehnikums', null);
		expect(await ensure('rigas  valsts Tehnikums', 'LV')).toBe(first);
		expect(await ensure('Rīgas Valsts tehnikums', null)).toBe(first);
		expect(await ensure('Rīgas Valsts tehnikums', 'EE')).not.toBe(first);
		expect(await held.db.selectFrom('organisation').select(['name', 'country']).execute()).toEqual(
			expect.arrayContaining([
				{ name: 'Rīgas Valsts tehnikums', country: 'LV' },
				{ name: 'Rīgas Valsts tehnikums', country: 'EE' }
			])
		);
	});
});

describe('organisers', () => {
	it('are added once, also when they were a person before', async () => {
		const { id: by } = await makeOrganiser(held.db, { name: 'First' });
		const { id } = await makePerson(held.db, { email: 'second@a.example', name: 'Second' });
		const add = () =>
			addOrganiser(held.db, { name: '', email: 'Second@a.example', language: 'en', by, now });
		expect(await add()).toEqual({ id, created: true });
		expect(await add()).toEqual({ id, created: false });
		expect((await listOrganisers(held.db)).map(({ name }) => name)).toEqual(['First', 'Second']);
		const written = await held.db.selectFrom('activity').select(['verb', 'subjectId']).execute();
		expect(written).toEqual([{ verb: 'organiser.added', subjectId: id }]);
	});

	it('can be removed, but never the last one', async () => {
		const { id: first } = await makeOrganiser(held.db);
		const { id: second } = await makeOrganiser(held.db);
		const remove = (personId: string, by: string) =>
			removeOrganiser(held.db, { personId, by, now });
		expect(await remove(first, second)).toEqual({ ok: true, value: undefined });
		expect(await remove(second, second)).toEqual({ ok: false, reason: 'last-organiser' });
	});

	it('cannot remove each other at the same moment', async () => {
		const { id: first } = await makeOrganiser(held.db);
		const { id: second } = await makeOrganiser(held.db);
		const outcomes = await Promise.all([
			removeOrganiser(held.db, { personId: first, by: second, now }),
			removeOrganiser(held.db, { personId: second, by: first, now })
		]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await listOrganisers(held.db)).toHaveLength(1);
	});
});
