import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { second } from '#lib/platform/clock.ts';
import { Wakeable } from '#lib/platform/wakeable.server.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A rest that has begun, and whether it has ended. */
function resting(wakeable: Wakeable, milliseconds: number) {
	const rest = { ended: false };
	void wakeable.rest(milliseconds).then(() => (rest.ended = true));
	return rest;
}

it('whoever is not woken rests for the whole time', async () => {
	const rest = resting(new Wakeable(), second);
	await vi.advanceTimersByTimeAsync(second - 1);
	expect(rest.ended).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(rest.ended).toBe(true);
});

it('a wake ends the rest at once, and leaves no timer behind', async () => {
	const wakeable = new Wakeable();
	const rest = resting(wakeable, second);
	wakeable.wake();
	await vi.advanceTimersByTimeAsync(0);
	expect(rest.ended).toBe(true);
	expect(vi.getTimerCount()).toBe(0);
	expect(wakeable.isWoken).toBe(false);
});

it('a wake before the rest, however many, ends that rest and not the next', async () => {
	const wakeable = new Wakeable();
	wakeable.wake();
	wakeable.wake();
	expect(wakeable.isWoken).toBe(true);
	const first = resting(wakeable, second);
	await vi.advanceTimersByTimeAsync(0);
	expect(first.ended).toBe(true);
	const next = resting(wakeable, second);
	await vi.advanceTimersByTimeAsync(second - 1);
	expect(next.ended).toBe(false);
});
