import type { MailState } from './queries.server.ts';

/**
 * The reason why a mail is not sent again; undefined for one that may be: it failed, or waits. `leaving` is true while a
 * worker has it in hand, `replaced` when there is a newer mail of its thread.
 */
export function retryRefusal({
	state,
	leaving,
	replaced
}: {
	state: MailState;
	leaving: boolean;
	replaced: boolean;
}): 'sent' | 'replaced' | 'leaving' | undefined {
	if (state === 'sent') return 'sent';
	if (state === 'superseded' || replaced) return 'replaced';
	return leaving ? 'leaving' : undefined;
}

/** True for a mail that failed before and waits for its next try. */
export function waitsForRetry({
	state,
	attempt,
	leaving
}: {
	state: MailState;
	attempt: number;
	leaving: boolean;
}): boolean {
	return state === 'queued' && attempt > 0 && !leaving;
}
