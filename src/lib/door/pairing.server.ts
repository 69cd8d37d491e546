import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { day, later, minute, type Instant } from '#lib/platform/clock.ts';
import { normalizeCode } from '#lib/platform/codes.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode, randomSecret, sha256 } from '#lib/platform/random.server.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { Device } from './devices.server.ts';
import { deviceChange } from './door-changes.ts';

/** How long a pairing code may be typed. */
const pairingLasts = 10 * minute;
const codeLength = 8;

export interface Pairing {
	/** Shown once; the database keeps only its SHA-256. */
	code: string;
	expiresAt: Instant;
}

/** Makes a one-time code with which one tablet becomes a device of this edition at this gate. */
export async function createPairing(
	db: Database | Transaction,
	pairing: {
		editionId: string;
		deviceName: string;
		gate: string;
		/** In milliseconds, when not the usual ten minutes. */
		lasts?: number;
		by: string;
		now: Instant;
	}
): Promise<Pairing> {
	const { by, now, lasts = pairingLasts, ...row } = pairing;
	const code = randomCode(codeLength);
	const expiresAt = later(now, lasts);
	await inTransaction(db, async (trx) => {
		await trx.deleteFrom('pairing').where('expiresAt', '<', later(now, -day)).execute();
		const id = newId();
		await trx
			.insertInto('pairing')
			.values({
				id,
				...row,
				codeHash: sha256(code),
				byPersonId: by,
				createdAt: now,
				expiresAt,
				usedAt: null
			})
			.execute();
		recordChange(trx, deviceChange, {
			verb: 'door.pairing-created',
			editionId: row.editionId,
			subjectId: id,
			name: row.deviceName,
			after: { device: row.deviceName, gate: row.gate, paired: false },
			by,
			now
		});
	});
	return { code, expiresAt };
}

/**
 * Turns a code into a device, once. The token goes into the tablet's cookie; only its hash is kept.
 * A code that is wrong, used or too old is refused alike, so that guessing learns nothing.
 */
export async function pairDevice(
	db: Database | Transaction,
	{ code, now }: { code: string; now: Instant }
): Promise<Outcome<{ token: string; device: Device }, 'unknown-code'>> {
	return inTransaction(db, async (trx) => {
		const pairing = await trx
			.updateTable('pairing')
			.set({ usedAt: now })
			.where('codeHash', '=', sha256(normalizeCode(code)))
			.where('usedAt', 'is', null)
			.where('expiresAt', '>', now)
			.returning(['editionId', 'deviceName', 'gate'])
			.executeTakeFirst();
		if (!pairing) return refused('unknown-code');
		const token = randomSecret();
		const device: Device = {
			id: newId(),
			editionId: pairing.editionId,
			name: pairing.deviceName,
			gate: pairing.gate,
			pairedAt: now
		};
		await trx
			.insertInto('device')
			.values({ ...device, tokenHash: sha256(token), seenAt: now, revokedAt: null })
			.execute();
		recordChange(trx, deviceChange, {
			verb: 'door.device-paired',
			editionId: device.editionId,
			subjectId: device.id,
			name: device.name,
			before: { paired: false },
			after: { device: device.name, gate: device.gate, paired: true },
			by: null,
			deviceId: device.id,
			now
		});
		return done({ token, device });
	});
}

/** Ends a device's right at its next contact. What it scanned stays in the log. Doing it twice changes nothing. */
export async function revokeDevice(
	db: Database | Transaction,
	{
		editionId,
		deviceId,
		by,
		now
	}: { editionId: string; deviceId: string; by: string; now: Instant }
): Promise<Outcome<{ name: string }, 'unknown-device'>> {
	return inTransaction(db, async (trx) => {
		const device = await trx
			.selectFrom('device')
			.select(['name', 'gate'])
			.where('id', '=', deviceId)
			.where('editionId', '=', editionId)
			.executeTakeFirst();
		if (!device) return refused('unknown-device');
		const revoked = await trx
			.updateTable('device')
			.set({ revokedAt: now })
			.where('id', '=', deviceId)
			.where('revokedAt', 'is', null)
			.executeTakeFirst();
		if (Number(revoked.numUpdatedRows) > 0) {
			recordChange(trx, deviceChange, {
				verb: 'door.device-revoked',
				editionId,
				subjectId: deviceId,
				name: device.name,
				before: { device: device.name, gate: device.gate, paired: true },
				after: { device: device.name, gate: device.gate, paired: false },
				by,
				now
			});
		}
		return done({ name: device.name });
	});
}
