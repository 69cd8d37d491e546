import { beforeEach, describe, expect, it } from 'vitest';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import { lookUp } from '../../src/routes/certificate/look-up.server.ts';
import { useDatabase } from '../database.ts';
import { makeCertificate, makeEdition, makeGuest } from '../factories.ts';

const held = useDatabase();
let anna: GuestTable;

beforeEach(async () => {
	const edition = await makeEdition(held.db);
	anna = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
});

let place = 0;

async function look(code: string, address = `192.0.2.${++place}`) {
	const headers: Record<string, string> = {};
	const event = {
		getClientAddress: () => address,
		locals: { db: held.db } as App.Locals,
		params: { code },
		setHeaders: (set: Record<string, string>) => Object.assign(headers, set)
	};
	const found = await lookUp(event).then(
		({ content }) => content.name,
		(problem: { status: number }) => problem.status
	);
	return { found, headers };
}

describe('whoever has the code of a certificate', () => {
	it('finds it, however the code was typed', async () => {
		const { code } = await makeCertificate(held.db, { guest: anna });
		const typed = code
			.toLowerCase()
			.replace(/(.{4})/g, '$1 - ')
			.replaceAll('0', 'o');
		expect((await look(code)).found).toBe('Anna');
		expect((await look(typed)).found).toBe('Anna');
	});

	it('leaves no copy on the way, and no search engine keeps the page', async () => {
		const { code } = await makeCertificate(held.db, { guest: anna });
		const headers = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
		expect((await look(code)).headers).toEqual(headers);
		expect(await look('7K3M9QXW2B4H')).toEqual({ found: 404, headers });
	});

	it('is told nothing by a code that is not one', async () => {
		await makeCertificate(held.db, { guest: anna });
		for (const code of ['', '%', "' or 1=1 --", 'Anna', '0'.repeat(100)]) {
			expect((await look(code)).found).toBe(404);
		}
	});

	it('cannot guess: an address that looks too often waits, others do not', async () => {
		const { code } = await makeCertificate(held.db, { guest: anna });
		const answers = new Set<unknown>();
		for (let guess = 0; guess < 121; guess += 1) {
			answers.add((await look(String(guess), '198.51.100.7')).found);
		}
		expect([...answers]).toEqual([404, 429]);
		expect((await look(code, '198.51.100.7')).found).toBe(429);
		expect((await look(code, '198.51.100.8')).found).toBe('Anna');
	});
});
