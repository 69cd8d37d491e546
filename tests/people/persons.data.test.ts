import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	correctOrganisation,
	ensureOrganisations,
	ensurePerson,
	ensurePersons
} from '#lib/people/commands.server.ts';
import { addOrganiser, removeOrganiser } from '#lib/people/organisers.server.ts';
import { findPersonByEmail, listOrganisers } from '#lib/people/queries.server.ts';
import { inTransaction, unguarded } from '#lib/db/transaction.ts';
import { makeOrganiser, makePerson, now } from '../factories.ts';
import { useDatabase } from '../database.ts';
import { listRecorded } from '../recorded.ts';

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

describe('lists that come at once in opposite orders', () => {
	// More than one statement holds, so that each list has locked a part when it comes to the other's.
	const numbers = Array.from({ length: 2_100 }, (_, at) => at);
	const count = async (table: 'person' | 'organisation') =>
		(await held.db.selectFrom(table).select('id').execute()).length;

	it('wait for each other, and make each person once', async () => {
		const bring = (list: number[], name: string) =>
			inTransaction(held.db, (trx) =>
				ensurePersons(
					trx,
					list.map((at) => ({
						name,
						email: `person-${at}@school.example`,
						language: 'en' as const,
						rename: true,
						now
					}))
				)
			);
		for (const round of ['new', 'known'])
			await Promise.all([
				bring(numbers, `${round}, forwards`),
				bring(numbers.toReversed(), `${round}, backwards`)
			]);
		expect(await count('person')).toBe(numbers.length);
	});

	it('make each organisation once', async () => {
		const bring = (list: number[], country: string | null) =>
			inTransaction(held.db, (trx) =>
				ensureOrganisations(
					trx,
					list.map((at) => ({ name: `School ${at}`, country })),
					now
				)
			);
		for (const country of [null, 'LV'])
			await Promise.all([bring(numbers, country), bring(numbers.toReversed(), country)]);
		expect(await count('organisation')).toBe(numbers.length);
	});
});

describe('an organisation', () => {
	const ensured = (list: { name: string; country: string | null }[]) =>
		inTransaction(held.db, (trx) => ensureOrganisations(trx, list, now));
	const kept = () =>
		held.db
			.selectFrom('organisation')
			.select(['name', 'country'])
			.orderBy('name')
			.orderBy('country')
			.execute();

	it('is the same for the same name in the same country, case and accents aside', async () => {
		const ensure = (name: string, country: string | null) =>
			ensured([{ name, country }]).then(([id]) => id);
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

	it('in each of two countries is found, also when one stands there without a country', async () => {
		await ensured([{ name: 'Vocational School', country: null }]);
		const ids = await ensured([
			{ name: 'Vocational School', country: 'LT' },
			{ name: 'vocational school', country: null },
			{ name: 'Vocational School', country: 'PL' }
		]);
		expect(ids).not.toContain(undefined);
		expect(new Set(ids).size).toBe(2);
		expect((await kept()).map(({ country }) => country)).toEqual(['LT', 'PL']);
	});

	it('is given to every name of a list, whatever is there already', async () => {
		const list = fc.array(
			fc.record({
				name: fc.constantFrom('Ēdole', 'edole', 'Rīga', ''),
				country: fc.constantFrom('LV', 'EE', null)
			}),
			{ maxLength: 6 }
		);
		await fc.assert(
			fc.asyncProperty(list, list, async (before, after) => {
				await unguarded(held.db).deleteFrom('organisation').execute();
				await ensured(before);
				const ids = await ensured(after);
				expect(ids.map(Boolean)).toEqual(after.map(({ name }) => name !== ''));
				expect(await ensured(after)).toEqual(ids);
			}),
			{ numRuns: 30 }
		);
	});

	it('is put right in its spelling and country, which is written down', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const [id = ''] = await ensured([{ name: 'Rezeknes tehnikums', country: 'LT' }]);
		const correct = (name: string, country: string | null) =>
			inTransaction(held.db, (trx) =>
				correctOrganisation(trx, { organisationId: id, name, country, by, now })
			);
		expect(await correct('Rēzeknes tehnikums', 'LV')).toEqual({ ok: true, value: undefined });
		expect(await correct('Rēzeknes tehnikums', 'LV')).toEqual({ ok: true, value: undefined });
		expect(await kept()).toEqual([{ name: 'Rēzeknes tehnikums', country: 'LV' }]);
		expect((await listRecorded(held.db)).filter(({ personId }) => personId)).toEqual([
			{
				verb: 'organisation.corrected',
				editionId: null,
				personId: by,
				subjectId: id,
				subjectName: 'Rēzeknes tehnikums',
				before: { name: 'Rezeknes tehnikums', country: 'LT', address: '' },
				after: { name: 'Rēzeknes tehnikums', country: 'LV', address: '' }
			}
		]);
		await ensured([{ name: 'Liepājas skola', country: 'LV' }]);
		expect(await correct('LIEPĀJAS skola', 'LV')).toEqual({ ok: false, reason: 'there-already' });
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
		expect(await listRecorded(held.db)).toEqual([
			{
				verb: 'organiser.added',
				editionId: null,
				personId: by,
				subjectId: id,
				subjectName: 'Second',
				before: null,
				after: { email: 'second@a.example' }
			}
		]);
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
