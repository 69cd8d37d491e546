import * as v from 'valibot';
import type { Instant } from '#lib/platform/clock.ts';
import { email, requiredText, text } from '#lib/platform/fields.ts';
import { isId } from '#lib/platform/ids.ts';
import { ticketCodeIn } from './ticket.ts';

/** How many scans one request may bring. */
export const mostScans = 100;

const key = v.pipe(v.string(), v.check(isId));
const instant = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
	v.check((text) => !Number.isNaN(Date.parse(text)))
);
const sequence = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));

/** One scan as a device sends it. */
export const uploadedScan = v.variant('kind', [
	v.object({
		key,
		sequence,
		kind: v.literal('entry'),
		ticketCode: v.pipe(v.string(), v.maxLength(2_000), v.transform(ticketCodeIn)),
		scannedAt: instant,
		/** The decision that the helper was told already; left out, the server decides. */
		decided: v.optional(v.nullable(v.picklist(['welcome', 'inside', 'declined', 'unknown'])), null)
	}),
	v.object({
		key,
		sequence,
		kind: v.literal('exit'),
		ticketCode: v.pipe(v.string(), v.maxLength(2_000), v.transform(ticketCodeIn)),
		scannedAt: instant
	}),
	v.object({
		key,
		sequence,
		kind: v.literal('undo'),
		ticketCode: v.pipe(v.string(), v.maxLength(2_000), v.transform(ticketCodeIn)),
		scannedAt: instant,
		undoes: key
	})
]);
export type UploadedScan = v.InferOutput<typeof uploadedScan>;
/** As written by the device, before it is read. */
export type ScanUpload = v.InferInput<typeof uploadedScan>;

/** The request of a device: its scans, and its clock when it sent them. */
export const scanUpload = v.object({
	sentAt: instant,
	scans: v.pipe(v.array(v.unknown()), v.maxLength(mostScans))
});

/** The key in something that could not be read, for the answer to it. */
export function keyIn(row: unknown): string {
	const key = (row as { key?: unknown } | null)?.key;
	return typeof key === 'string' ? key.slice(0, 36) : '';
}

const person = {
	name: requiredText(),
	organisation: text(),
	email: v.optional(
		v.union([
			v.pipe(
				v.string(),
				v.trim(),
				v.literal(''),
				v.transform(() => null)
			),
			email
		]),
		''
	)
};

/** The form for a person who came without being on the list, as a helper types it. */
export const walkInForm = v.object(person);
export type TypedWalkIn = Record<keyof typeof person, string>;

/** A walk-in as a device sends it. */
export const walkInUpload = v.object({
	key,
	sequence,
	scannedAt: instant,
	sentAt: instant,
	...person
});
export type WalkIn = v.InferOutput<typeof walkInUpload>;
export type WalkInUpload = v.InferInput<typeof walkInUpload>;

/**
 * When a scan happened by the server's clock: the device's own time, moved by how far its clock was off when it
 * sent, and never before the device was paired or after the row came in.
 */
export function happenedAt(times: {
	scannedAt: Instant;
	sentAt: Instant;
	receivedAt: Instant;
	pairedAt: Instant;
}): Instant {
	const ahead = Date.parse(times.receivedAt) - Date.parse(times.sentAt);
	const moment = Date.parse(times.scannedAt) + ahead;
	const earliest = Math.min(Date.parse(times.pairedAt), Date.parse(times.receivedAt));
	const latest = Date.parse(times.receivedAt);
	return new Date(Math.max(earliest, Math.min(latest, moment))).toISOString();
}

/** How far a tablet has read the log: when the last row came in, and its key. */
export const logCursor = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f-]{0,36}$/;
