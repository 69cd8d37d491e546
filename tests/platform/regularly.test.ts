import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { regularly } from '#lib/platform/regularly.server.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

/** Work that is done when it is told to be. */
function slowWork() {
	const begun: PromiseWithResolvers<undefined>[] = [];
	const work = () => {
		const turn = Promise.withResolvers<undefined>();
		begun.push(turn);
		return turn.promise;
	};
	return { begun, work };
}

it('regular work is done at once and then again, but never twice at a time', async () => {
	const { begun, work } = slowWork();
	const stop = regularly(work, 1_000);
	expect(begun.length).toBe(1);
	await vi.advanceTimersByTimeAsync(3_000);
	expect(begun.length).toBe(1);
	begun[0]?.resolve(undefined);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(begun.length).toBe(2);
	begun[1]?.resolve(undefined);
	await stop();
});

it('work that fails is tried again at its next turn', async () => {
	let tries = 0;
	const stop = regularly(() => {
		tries++;
		return Promise.reject(new Error('the database is away'));
	}, 1_000);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(tries).toBe(3);
	await stop();
});

it('who stops regular work waits for the turn in hand, and none follows', async () => {
	const { begun, work } = slowWork();
	const stop = regularly(work, 1_000);
	let stopped = false;
	const stopping = stop().then(() => (stopped = true));
	await vi.advanceTimersByTimeAsync(5_000);
	expect(stopped).toBe(false);
	begun[0]?.resolve(undefined);
	await stopping;
	await vi.advanceTimersByTimeAsync(5_000);
	expect(begun.length).toBe(1);
});
