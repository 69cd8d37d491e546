import { unguarded } from '#lib/db/transaction.ts';
import type { Cookies } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { endLogin, readLogin, startLogin } from '#lib/people/logins.server.ts';
import { day, instantNow, later } from '#lib/platform/clock.ts';
import { sha256 } from '#lib/platform/random.server.ts';
import { makeOrganiser, makePerson } from '../factories.ts';
import { useDatabase } from '../database.ts';

const held = useDatabase();

/** A browser's jar, as SvelteKit shows it to a request. */
function jar(): Cookies & { kept: Map<string, string>; attributes: Map<string, object> } {
	const kept = new Map<string, string>();
	const attributes = new Map<string, object>();
	return {
		kept,
		attributes,
		get: (name) => kept.get(name),
		getAll: () => [...kept].map(([name, value]) => ({ name, value })),
		set: (name, value, options) => {
			if (options.maxAge === 0) kept.delete(name);
			else kept.set(name, value);
			attributes.set(name, options);
		},
		delete: (name) => void kept.delete(name),
		serialize: () => ''
	};
}

const place = () => ({ db: held.db, origin: 'http://localhost:3000' });

describe('a login', () => {
	it('says who the browser belongs to, and whether they organise', async () => {
		const organiser = await makeOrganiser(held.db, { name: 'Līga', language: 'lv' });
		const cookies = jar();
		await startLogin(place(), cookies, organiser.id);
		expect(await readLogin(place(), cookies)).toEqual({
			id: sha256(cookies.kept.get('login') ?? ''),
			person: {
				id: organiser.id,
				name: 'Līga',
				email: organiser.email,
				language: 'lv',
				isOrganiser: true
			}
		});
		await unguarded(held.db).deleteFrom('organiser').execute();
		expect((await readLogin(place(), cookies))?.person.isOrganiser).toBe(false);
	});

	it('is kept as a hash only', async () => {
		const { id } = await makePerson(held.db);
		const cookies = jar();
		await startLogin(place(), cookies, id);
		const value = cookies.kept.get('login') ?? '';
		const rows = await held.db.selectFrom('login').selectAll().execute();
		expect(rows.map((row) => row.id)).toEqual([sha256(value)]);
		expect(JSON.stringify(rows)).not.toContain(value);
		// What the table holds signs nobody in.
		cookies.kept.set('login', rows[0]?.id ?? '');
		expect(await readLogin(place(), cookies)).toBe(undefined);
	});

	it('hides its cookie from scripts and other sites, and on https from plain connections', async () => {
		const { id } = await makePerson(held.db);
		const plain = jar();
		await startLogin(place(), plain, id);
		expect(plain.attributes.get('login')).toMatchObject({
			httpOnly: true,
			sameSite: 'lax',
			secure: false,
			path: '/'
		});
		const secure = jar();
		await startLogin({ db: held.db, origin: 'https://conference.example' }, secure, id);
		expect(secure.attributes.get('__Host-login')).toMatchObject({ httpOnly: true, secure: true });
	});

	it('is renewed when half of its thirty days are over, and ends when all are', async () => {
		const { id } = await makePerson(held.db);
		const cookies = jar();
		await startLogin(place(), cookies, id);
		const leave = (days: number) =>
			unguarded(held.db)
				.updateTable('login')
				.set({ expiresAt: later(instantNow(), days * day) })
				.execute();
		const left = async () => {
			const { expiresAt } = await held.db
				.selectFrom('login')
				.select('expiresAt')
				.executeTakeFirstOrThrow();
			return Math.round((Date.parse(expiresAt) - Date.now()) / day);
		};
		await leave(16);
		await readLogin(place(), cookies);
		expect(await left()).toBe(16);
		await leave(14);
		await readLogin(place(), cookies);
		expect(await left()).toBe(30);
		await leave(-1);
		expect(await readLogin(place(), cookies)).toBe(undefined);
		expect(cookies.kept.size).toBe(0);
		expect(await held.db.selectFrom('login').selectAll().execute()).toEqual([]);
	});

	it('ends on this browser, and not on another', async () => {
		const { id } = await makePerson(held.db);
		const [phone, desk] = [jar(), jar()];
		await startLogin(place(), phone, id);
		await startLogin(place(), desk, id);
		await endLogin(place(), phone);
		expect(phone.kept.size).toBe(0);
		expect((await readLogin(place(), desk))?.person.id).toBe(id);
	});

	it('replaces the one the browser had before', async () => {
		const first = await makePerson(held.db);
		const second = await makePerson(held.db);
		const cookies = jar();
		await startLogin(place(), cookies, first.id);
		await startLogin(place(), cookies, second.id);
		expect((await readLogin(place(), cookies))?.person.id).toBe(second.id);
		expect(await held.db.selectFrom('login').select('personId').execute()).toEqual([
			{ personId: second.id }
		]);
	});
});
