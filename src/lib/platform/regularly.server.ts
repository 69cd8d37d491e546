import { describeError, log } from './log.server.ts';

/**
 * Does a piece of work now, and again `every` milliseconds, never twice at a time; what it throws is logged. Returns
 * what stops it, which waits for the one in hand. Does not keep the process alive.
 */
export function regularly(work: () => Promise<unknown>, every: number): () => Promise<void> {
	let running: Promise<void> | undefined;
	const turn = () => {
		running ??= work()
			.then(
				() => undefined,
				(error: unknown) => log.error({ ...describeError(error) }, 'regular work failed')
			)
			.finally(() => (running = undefined));
	};
	turn();
	const timer = setInterval(turn, every);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await running;
	};
}
