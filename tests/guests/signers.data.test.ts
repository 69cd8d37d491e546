import { expect, it } from 'vitest';
import { listSigners } from '#lib/guests/signers.server.ts';
import { useDatabase } from '../database.ts';
import { makeCompanion, makeEdition, makeGuest, makeOrganisation, now } from '../factories.ts';

const held = useDatabase();

it('everybody who may come signs, in the order of the reader’s alphabet, companions after whom they come with', async () => {
	const { id: editionId } = await makeEdition(held.db);
	const other = await makeEdition(held.db);
	const guest = (name: string, row: object = {}) =>
		makeGuest(held.db, { editionId, person: { name, country: null }, ...row });
	await guest('Dace Ozola', { answer: 'maybe' });
	const cakls = await guest('Čakls Mārtiņš', { answer: 'yes' });
	await guest('Cīrulis Jānis');
	await guest('Nebūs Anna', { answer: 'no' });
	await guest('Svītrots Juris', { removedAt: now });
	await guest('Citur Ilze', { editionId: other.id });
	await makeCompanion(held.db, { guestId: cakls.id, name: 'Anna Čakla' });
	await makeCompanion(held.db, { guestId: cakls.id, name: 'Gone', removedAt: now });
	const names = async (language: 'en' | 'lv') =>
		(await listSigners(held.db, editionId, language)).map(({ name }) => name);
	expect(await names('lv')).toEqual(['Cīrulis Jānis', 'Čakls Mārtiņš', 'Anna Čakla', 'Dace Ozola']);
	expect(await names('en')).toEqual(['Čakls Mārtiņš', 'Anna Čakla', 'Cīrulis Jānis', 'Dace Ozola']);
});

it('the sending organisation stands beside the name with its address, and a person’s own country before its', async () => {
	const { id: editionId } = await makeEdition(held.db);
	const { id: organisationId } = await makeOrganisation(held.db, {
		name: 'Järve Kutsekool',
		country: 'EE',
		address: 'Järve 7, Tamme'
	});
	const at = (name: string, country: string | null) =>
		makeGuest(held.db, { editionId, person: { name, country, organisationId } });
	const [first, second] = [await at('A', null), await at('B', 'LV')];
	const school = { organisation: 'Järve Kutsekool', address: 'Järve 7, Tamme' };
	expect(await listSigners(held.db, editionId, 'en')).toEqual([
		{ id: first.id, name: 'A', ...school, country: 'EE' },
		{ id: second.id, name: 'B', ...school, country: 'LV' }
	]);
});
