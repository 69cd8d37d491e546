import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amends, ticketCodeIn } from '#lib/door/ticket.ts';
import { happenedAt } from '#lib/door/upload.ts';

describe('a ticket code', () => {
	test.each([
		['0123456789ABCDEF', 'bare, as in the QR code'],
		['0123 4567 89ab cdef\n', 'in groups, from a keyboard'],
		['0123-4567-89AB-CDEF', 'with dashes'],
		['O123456789ABCDEF', 'with a letter O for the zero'],
		['HTTPS://CONFERENCE.EXAMPLE/T/0123456789ABCDEF', 'at the end of an address'],
		['HTTPS://CONFERENCE.EXAMPLE/T#0123456789ABCDEF', 'after a hash']
	])('is read from %j: %s', (text) => {
		expect(ticketCodeIn(text)).toBe('0123456789ABCDEF');
	});

	test('any other text becomes letters and digits that are on no list', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
				expect(ticketCodeIn(text)).toMatch(/^[0-9A-Z]{0,32}$/);
			})
		);
	});
});

describe('what a device adds when the answer came too late', () => {
	test('nothing, when it told the helper what the log says', () => {
		expect(amends('entry', 'welcome', 'welcome')).toBe(undefined);
		expect(amends('entry', 'declined', 'welcome')).toBe(undefined);
		expect(amends('entry', 'unknown', 'inside')).toBe(undefined);
		expect(amends('exit', 'left', 'left')).toBe(undefined);
	});

	test('the admission it made all the same', () => {
		expect(amends('entry', 'welcome', 'inside')).toBe('admit');
		expect(amends('entry', 'welcome', null)).toBe('admit');
	});

	test('the undoing of an admission that it did not make', () => {
		expect(amends('entry', 'unknown', 'welcome')).toBe('undo');
	});
});

describe('when a scan happened', () => {
	const receivedAt = '2027-05-24T07:00:00.000Z';
	const pairedAt = '2027-05-24T05:00:00.000Z';

	test('is the device’s time, moved by how far its clock was off', () => {
		const scannedAt = '2027-05-24T09:58:30.000Z';
		const sentAt = '2027-05-24T10:00:00.000Z';
		expect(happenedAt({ scannedAt, sentAt, receivedAt, pairedAt })).toBe(
			'2027-05-24T06:58:30.000Z'
		);
	});

	test('is never before the pairing or after the arrival, whatever the clock says', () => {
		const instant = fc
			.date({ min: new Date('0001-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString());
		fc.assert(
			fc.property(instant, instant, (scannedAt, sentAt) => {
				const at = happenedAt({ scannedAt, sentAt, receivedAt, pairedAt });
				expect(at >= pairedAt && at <= receivedAt).toBe(true);
			})
		);
	});
});
