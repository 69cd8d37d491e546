import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterDelivery, goodAccount } from '#lib/mail/account.ts';
import { emptyAt, mostTries, pauseAfter } from '#lib/mail/pace.ts';
import { day, hour, later, minute, second } from '#lib/platform/clock.ts';

const now = '2027-03-01T08:00:00.000Z';
const noCaps = { perMinute: null, perDay: null };

const outbox = (parts: Partial<Parameters<typeof emptyAt>[0]>) =>
	emptyAt({ queued: 100, caps: noCaps, sentLastMinute: 0, sentLastDay: 0, now, ...parts });

it('says when the outbox will be empty at the pace of the last minute', () => {
	expect(outbox({ sentLastMinute: 20 })).toBe(later(now, 5 * minute));
});

it('says when the outbox will be empty under a cap, before anything was sent', () => {
	expect(outbox({ caps: { perMinute: 30, perDay: null } })).toBe(later(now, 4 * minute));
});

it('a pace below the cap counts', () => {
	expect(outbox({ caps: { perMinute: 30, perDay: null }, sentLastMinute: 10 })).toBe(
		later(now, 10 * minute)
	);
});

it('what does not fit into today leaves on the days after', () => {
	const caps = { perMinute: 30, perDay: 40 };
	expect(outbox({ caps, sentLastDay: 30 })).toBe(later(now, 3 * day + minute));
	expect(outbox({ caps, sentLastDay: 40, queued: 40 })).toBe(later(now, day + 2 * minute));
});

it('does not guess when nothing says how fast mails leave', () => {
	expect(outbox({})).toBe(null);
	expect(outbox({ queued: 0 })).toBe(now);
});

it('more mails never leave earlier, and a tighter cap never makes them faster', () => {
	const caps = fc.record({
		perMinute: fc.option(fc.integer({ min: 1, max: 100 })),
		perDay: fc.option(fc.integer({ min: 1, max: 1_000 }))
	});
	fc.assert(
		fc.property(
			caps,
			fc.integer({ min: 1, max: 5_000 }),
			fc.integer({ min: 1, max: 500 }),
			fc.integer({ min: 0, max: 1_000 }),
			(some, queued, sentLastMinute, sentLastDay) => {
				const at = (count: number, limits = some) =>
					emptyAt({ queued: count, caps: limits, sentLastMinute, sentLastDay, now }) ?? now;
				expect(at(queued + 1) >= at(queued)).toBe(true);
				const tighter = { ...some, perMinute: Math.max(1, (some.perMinute ?? 200) - 1) };
				expect(at(queued, tighter) >= at(queued)).toBe(true);
			}
		)
	);
});

it('a mail is tried for about two days: soon at first, four times a day in the end', () => {
	const pauses = Array.from({ length: mostTries - 1 }, (_, tries) =>
		pauseAfter(tries + 1, () => 0.5)
	);
	expect(pauses.slice(0, 3)).toEqual([30 * second, minute, 2 * minute]);
	expect(pauses.at(-1)).toBe(6 * hour);
	const days = pauses.reduce((sum, pause) => sum + pause, 0) / day;
	expect(Math.round(days * 10) / 10).toBe(1.9);
});

it('mails that failed together return apart', () => {
	expect([pauseAfter(1, () => 0), pauseAfter(1, () => 1)]).toEqual([22_500, 37_500]);
});

const content = { kind: 'content', detail: '554 spam' } as const;
const unreachable = { kind: 'unreachable', detail: '421' } as const;

it('three different mails refused in a row by their content halt the account', () => {
	let { account } = afterDelivery(goodAccount, 'a', content);
	account = afterDelivery(account, 'b', content).account;
	expect(afterDelivery(account, 'c', content).halt).toBe('content');
});

it('one mail refused again and again, or refusals with a success between them, halt nothing', () => {
	let { account } = afterDelivery(goodAccount, 'a', content);
	account = afterDelivery(account, 'b', content).account;
	expect(afterDelivery(account, 'a', content).halt).toBe(undefined);
	account = afterDelivery(account, 'x', undefined).account;
	expect(account).toEqual(goodAccount);
	expect(afterDelivery(account, 'c', content).halt).toBe(undefined);
});

it('a refused account halts at once, a server out of reach only makes us wait', () => {
	const refused = { kind: 'account', reason: 'sign-in', detail: '535' } as const;
	expect(afterDelivery(goodAccount, 'a', refused).halt).toBe('sign-in');
	const first = afterDelivery(goodAccount, 'a', unreachable);
	expect(first).toEqual({ account: { refused: [], unreachable: 1 } });
	expect(afterDelivery(first.account, 'b', unreachable).account.unreachable).toBe(2);
	expect(afterDelivery(first.account, 'b', { kind: 'later', detail: '' }).account).toEqual(
		goodAccount
	);
});
