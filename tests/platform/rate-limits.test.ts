import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rateLimit } from '#lib/platform/rate-limits.server.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

it('whoever tries too often waits until the time is over, and nobody else does', async () => {
	const limit = rateLimit(2, 60);
	const take = async (...keys: string[]) => {
		const taken: boolean[] = [];
		for (const key of keys) taken.push(await limit.take(key));
		return taken;
	};
	expect(await take('anna', 'anna', 'anna', 'bruno')).toEqual([true, true, false, true]);
	vi.advanceTimersByTime(59_000);
	expect(await take('anna', 'bruno')).toEqual([false, true]);
	vi.advanceTimersByTime(2_000);
	expect(await take('anna', 'anna', 'anna')).toEqual([true, true, false]);
});

it('two limits count apart', async () => {
	const [one, other] = [rateLimit(1, 60), rateLimit(1, 60)];
	expect([await one.take('anna'), await one.take('anna')]).toEqual([true, false]);
	expect(await other.take('anna')).toBe(true);
});
