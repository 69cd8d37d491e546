import { day, later, type Instant } from '#lib/platform/clock.ts';
import type { AnswerState } from './guest.ts';

/** The facts that decide whether a guest who has an address may be asked to come. */
export interface Askable {
	state: AnswerState;
	invitedAt: Instant | null;
	remindedAt: Instant | null;
	/** They asked for no more mails. */
	mailStopped: boolean;
	removed: boolean;
}

/** True for guests without an answer whom nobody has invited yet. */
export function mayBeInvited(guest: Askable): boolean {
	return mayBeAsked(guest) && guest.invitedAt === null;
}

/** True for invited guests without an answer, once a day has passed since they were last written to. */
export function mayBeReminded(guest: Askable, now: Instant): boolean {
	const since = later(now, -day);
	const wasLeftInPeace = [guest.invitedAt, guest.remindedAt].every((at) => !at || at <= since);
	return mayBeAsked(guest) && guest.invitedAt !== null && wasLeftInPeace;
}

function mayBeAsked({ state, mailStopped, removed }: Askable): boolean {
	return state === 'unanswered' && !mailStopped && !removed;
}
