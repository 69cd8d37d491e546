import { beforeEach, describe, expect, test } from 'vitest';
import { listDevices, recogniseDevice } from '#lib/door/devices.server.ts';
import { createPairing, pairDevice, revokeDevice } from '#lib/door/pairing.server.ts';
import { later, minute } from '#lib/platform/clock.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeOrganiser, now } from '../factories.ts';

const held = useDatabase();
let editionId: string;
let by: string;

beforeEach(async () => {
	editionId = (await makeEdition(held.db)).id;
	by = (await makeOrganiser(held.db)).id;
});

const newPairing = () =>
	createPairing(held.db, { editionId, deviceName: 'Tablet 1', gate: 'Main entrance', by, now });

async function pairTablet() {
	const { code } = await newPairing();
	const outcome = await pairDevice(held.db, { code, now });
	if (!outcome.ok) throw new Error(outcome.reason);
	return outcome.value;
}

describe('pairing', () => {
	test('a code makes a device of its edition and gate, however it is typed', async () => {
		const { code, expiresAt } = await newPairing();
		expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
		expect(expiresAt).toBe(later(now, 10 * minute));
		const typed = ` ${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`;
		const outcome = await pairDevice(held.db, { code: typed, now });
		expect(outcome).toMatchObject({
			ok: true,
			value: { device: { editionId, name: 'Tablet 1', gate: 'Main entrance' } }
		});
	});

	test('a code works once', async () => {
		const { code } = await newPairing();
		await pairDevice(held.db, { code, now });
		expect(await pairDevice(held.db, { code, now })).toEqual({ ok: false, reason: 'unknown-code' });
	});

	test('of two tablets that send one code at the same moment, one is paired', async () => {
		const { code } = await newPairing();
		const outcomes = await Promise.all([
			pairDevice(held.db, { code, now }),
			pairDevice(held.db, { code, now })
		]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await listDevices(held.db, editionId)).toHaveLength(1);
	});

	test('a code ends after ten minutes', async () => {
		const { code } = await newPairing();
		expect(await pairDevice(held.db, { code, now: later(now, 10 * minute) })).toEqual({
			ok: false,
			reason: 'unknown-code'
		});
	});

	test('neither the code nor the token is kept in the database', async () => {
		const { code } = await newPairing();
		const { token } = await pairTablet();
		const rows = JSON.stringify([
			await held.db.selectFrom('pairing').selectAll().execute(),
			await held.db.selectFrom('device').selectAll().execute(),
			await held.db.selectFrom('change').selectAll().execute()
		]);
		expect(rows).not.toContain(code);
		expect(rows).not.toContain(token);
	});
});

describe('a paired tablet', () => {
	test('is recognised by its token, and its last contact is kept', async () => {
		const { token, device } = await pairTablet();
		expect(await recogniseDevice(held.db, token, later(now, 5 * minute))).toEqual(device);
		expect((await listDevices(held.db, editionId))[0]?.seenAt).toBe(later(now, 5 * minute));
	});

	test('is unknown by another token', async () => {
		const { device } = await pairTablet();
		expect(await recogniseDevice(held.db, device.id, now)).toBe(undefined);
		expect(await recogniseDevice(held.db, '', now)).toBe(undefined);
	});

	test('is unknown at its first contact after an organiser disconnected it', async () => {
		const { token, device } = await pairTablet();
		const revoke = { editionId, deviceId: device.id, by, now: later(now, minute) };
		expect(await revokeDevice(held.db, revoke)).toEqual({ ok: true, value: { name: 'Tablet 1' } });
		expect(await recogniseDevice(held.db, token, later(now, minute))).toBe(undefined);
	});

	test('stays disconnected since the first time when it is disconnected twice', async () => {
		const { device } = await pairTablet();
		const revoke = { editionId, deviceId: device.id, by, now: later(now, minute) };
		await revokeDevice(held.db, revoke);
		await revokeDevice(held.db, { ...revoke, now: later(now, 9 * minute) });
		expect((await listDevices(held.db, editionId))[0]?.revokedAt).toBe(later(now, minute));
	});

	test('cannot be disconnected from another edition', async () => {
		const { token, device } = await pairTablet();
		const other = await makeEdition(held.db);
		expect(
			await revokeDevice(held.db, { editionId: other.id, deviceId: device.id, by, now })
		).toEqual({ ok: false, reason: 'unknown-device' });
		expect(await recogniseDevice(held.db, token, now)).toEqual(device);
	});
});
