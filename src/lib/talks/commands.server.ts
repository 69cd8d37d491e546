import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { decisionMails, type DecisionStep } from './mail-requests.ts';
import { lockTalk, takeStep } from './steps.server.ts';
import { afterStep, authorOf, seenOf } from './talk.ts';

export { countProjectUse, removeProject } from './project-removal.server.ts';
export { saveTalk } from './saving.server.ts';

type Writer = Database | Transaction;

interface StepBy {
	talkId: string;
	by: string;
	now: Instant;
}

/** Takes a talk back: its author's right at any time. */
export function withdrawTalk(
	db: Writer,
	{ talkId, by, now }: StepBy
): Promise<Outcome<undefined, 'unknown' | 'impossible'>> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (!talk || authorOf(talk)?.personId !== by) return refused('unknown');
		if (!afterStep(talk.state, 'withdrawn')) return refused('impossible');
		await takeStep(trx, talk, { step: 'withdrawn', by, now });
		return done();
	});
}

/** A speaker says that an accepted talk will be held. */
export function confirmTalk(
	db: Writer,
	{ talkId, by, now }: StepBy
): Promise<Outcome<undefined, 'unknown' | 'impossible'>> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (!talk?.speakers.some(({ personId }) => personId === by)) return refused('unknown');
		if (!afterStep(talk.state, 'confirmed')) return refused('impossible');
		await takeStep(trx, talk, { step: 'confirmed', by, now });
		return done();
	});
}

export interface Decision extends StepBy {
	/** Mailed to every speaker with the decision. */
	note: string;
	/** `seenOf` the talk that was on the page: nothing is decided when it says or stands otherwise by now. */
	seen?: string;
}

type DecisionRefusal = 'unknown' | 'impossible' | 'changed-meanwhile';

/** An organiser's yes. Not to a draft, and not to what was withdrawn. */
export function acceptTalk(
	db: Writer,
	decision: Decision
): Promise<Outcome<undefined, DecisionRefusal>> {
	return decide(db, 'accepted', decision);
}

/** An organiser's no; a talk that was accepted but not yet confirmed may still be declined. */
export function declineTalk(
	db: Writer,
	decision: Decision
): Promise<Outcome<undefined, DecisionRefusal>> {
	return decide(db, 'declined', decision);
}

/** An organiser takes a talk back, such as for an author who is ill: every speaker is told. */
export function withdrawOnBehalf(
	db: Writer,
	decision: Decision
): Promise<Outcome<undefined, DecisionRefusal>> {
	return decide(db, 'withdrawn', decision);
}

function decide(
	db: Writer,
	step: DecisionStep,
	{ talkId, note, seen, by, now }: Decision
): Promise<Outcome<undefined, DecisionRefusal>> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (!talk) return refused('unknown');
		if (!afterStep(talk.state, step)) return refused('impossible');
		if (seen !== undefined && seen !== seenOf(talk)) return refused('changed-meanwhile');
		const id = await takeStep(trx, talk, { step, note, by, now });
		await queueMails(trx, decisionMails(talk, { id, step }), now);
		return done();
	});
}
