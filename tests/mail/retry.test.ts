import { expect, it } from 'vitest';
import { retryRefusal, waitsForRetry } from '#lib/mail/retry.ts';

it.each([
	['failed', undefined],
	['queued', undefined],
	['sent', 'sent'],
	['superseded', 'replaced']
] as const)('of a mail that is %s, what keeps it from being sent again is %s', (state, reason) => {
	expect(retryRefusal({ state, leaving: false, replaced: false })).toBe(reason);
});

it('a mail is not sent again while a newer one of its thread is there, or while it is on its way', () => {
	expect(retryRefusal({ state: 'failed', leaving: false, replaced: true })).toBe('replaced');
	expect(retryRefusal({ state: 'queued', leaving: true, replaced: false })).toBe('leaving');
	expect(retryRefusal({ state: 'queued', leaving: true, replaced: true })).toBe('replaced');
});

it('a mail waits for its next try when it failed before, is in the queue and in nobody’s hand', () => {
	const mail = { state: 'queued', attempt: 1, leaving: false } as const;
	expect(waitsForRetry(mail)).toBe(true);
	expect(waitsForRetry({ ...mail, attempt: 0 })).toBe(false);
	expect(waitsForRetry({ ...mail, leaving: true })).toBe(false);
	expect(waitsForRetry({ ...mail, state: 'failed' })).toBe(false);
});
