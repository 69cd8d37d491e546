import { error, type Cookies } from '@sveltejs/kit';
import type { Database } from '#lib/db/connect.ts';
import { prepared } from '#lib/db/prepared-query.ts';
import type { DeviceTable } from '#lib/db/schema/door.ts';
import { inUnrecordedTransaction, type Reader } from '#lib/db/transaction.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';
import { sha256 } from '#lib/platform/random.server.ts';

/** A tablet at the door: it may do what the door does, for one edition at one gate. */
export type Device = Pick<DeviceTable, 'id' | 'editionId' | 'name' | 'gate' | 'pairedAt'>;

/** Holds the device's token; on https the prefix keeps neighbouring subdomains from setting it (RFC 6265bis, 4.1.3.2). */
export function deviceCookie(origin: string): string {
	return origin.startsWith('https:') ? '__Host-door' : 'door';
}

/** Makes this browser the device. A year: organisers end it, not the calendar. */
export function setDeviceCookie(cookies: Cookies, origin: string, token: string): void {
	cookies.set(deviceCookie(origin), token, {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: origin.startsWith('https:'),
		maxAge: 365 * 24 * 3_600
	});
}

const pairedDevices = prepared((db, tokenHash: string) =>
	db
		.selectFrom('device')
		.select(['id', 'editionId', 'name', 'gate', 'pairedAt', 'seenAt'])
		.where('tokenHash', '=', tokenHash)
		.where('revokedAt', 'is', null)
);

/** The paired device of a token, seen just now. Undefined for a token that never was or was revoked. */
export async function recogniseDevice(
	db: Database,
	token: string,
	now: Instant
): Promise<Device | undefined> {
	const [row] = await pairedDevices(db, sha256(token));
	if (!row) return undefined;
	const { seenAt, ...device } = row;
	// A queue at the door must not write the same row at every scan.
	if (seenAt < later(now, -minute / 2)) {
		await inUnrecordedTransaction(db, 'a heartbeat', (trx) =>
			trx.updateTable('device').set({ seenAt: now }).where('id', '=', device.id).execute()
		);
	}
	return device;
}

/** Throws 401 for a browser that is not a paired device: a tablet that hears it forgets what it held. */
export function requireDevice(locals: App.Locals): Device {
	if (!locals.device) error(401, 'not paired');
	return locals.device;
}

export interface ListedDevice extends Device {
	seenAt: Instant;
	revokedAt: Instant | null;
}

/** The edition's devices, those still paired first, then the newest. */
export async function listDevices(db: Reader, editionId: string): Promise<ListedDevice[]> {
	const devices = await db
		.selectFrom('device')
		.select(['id', 'editionId', 'name', 'gate', 'pairedAt', 'seenAt', 'revokedAt'])
		.where('editionId', '=', editionId)
		.orderBy('pairedAt', 'desc')
		.orderBy('id')
		.execute();
	return [
		...devices.filter(({ revokedAt }) => revokedAt === null),
		...devices.filter(({ revokedAt }) => revokedAt !== null)
	];
}
