import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often one key may do something before it has to wait. */
export interface RateLimit {
	/** Counts one attempt. False when there were too many; nothing is counted then. */
	take(key: string): Promise<boolean>;
}

/**
 * At most `attempts` for a key within `seconds`. Counted in this process: behind several processes the limit is
 * that many times higher, which still ends guessing. `ADDRESS_HEADER` tells adapter-node whom a proxy speaks for.
 */
export function rateLimit(attempts: number, seconds: number): RateLimit {
	const limiter = new RateLimiterMemory({ points: attempts, duration: seconds });
	return {
		async take(key) {
			try {
				await limiter.consume(key);
				return true;
			} catch (error) {
				if (error instanceof RateLimiterRes) return false;
				throw error;
			}
		}
	};
}
