import { takesTalks } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import { hour, later, type Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { receivedMails } from './mail-requests.ts';
import { findTalk } from './queries.server.ts';
import { wasHandedIn, type Talk, type TalkStep } from './talk.ts';

/** Two people may decide at once: the second waits here and then sees what the first did. */
export async function lockTalk(trx: Transaction, talkId: string): Promise<Talk | undefined> {
	if (isPostgres(trx)) {
		await trx.selectFrom('talk').select('id').where('id', '=', talkId).forUpdate().execute();
	}
	return findTalk(trx, talkId);
}

/** Appends a step that `afterStep` allows; returns its id. */
export async function takeStep(
	trx: Transaction,
	talk: Talk,
	{ step, note = '', by, now }: { step: TalkStep; note?: string; by: string; now: Instant }
): Promise<string> {
	const id = newId();
	const last = talk.steps.at(-1)?.at ?? now;
	// Servers' clocks differ a little; steps are folded in order of time.
	const at = last <= now ? now : later(last, 1);
	await trx
		.insertInto('talkStep')
		.values({ id, talkId: talk.id, step, note, byPersonId: by, at })
		.execute();
	await recordActivity(trx, {
		verb: `talk.${step}`,
		editionId: talk.editionId,
		personId: by,
		subjectId: talk.id,
		detail: step === 'submitted' || wasHandedIn(talk) ? { title: talk.title } : {},
		now
	});
	return id;
}

/** The step of submitting, with its courtesy mail. */
export async function handIn(
	trx: Transaction,
	talk: Talk,
	{ by, now }: { by: string; now: Instant }
): Promise<void> {
	const id = await takeStep(trx, talk, { step: 'submitted', by, now });
	await queueMails(trx, receivedMails(talk, id), now);
}

const mostAnHour = 20;

/** Each talk that is begun makes persons of addresses, and each that is handed in a mail: nobody may flood either. */
export async function hasDoneTooMuch(
	trx: Transaction,
	personId: string,
	now: Instant
): Promise<boolean> {
	const since = later(now, -hour);
	const begun = await trx
		.selectFrom('talk')
		.innerJoin('talkSpeaker', 'talkSpeaker.talkId', 'talk.id')
		.select('talk.id')
		.where('talkSpeaker.personId', '=', personId)
		.where('talkSpeaker.position', '=', 0)
		.where('talk.createdAt', '>', since)
		.limit(mostAnHour)
		.execute();
	const handedIn = await trx
		.selectFrom('talkStep')
		.select('id')
		.where('byPersonId', '=', personId)
		.where('step', '=', 'submitted')
		.where('at', '>', since)
		.limit(mostAnHour)
		.execute();
	return Math.max(begun.length, handedIn.length) >= mostAnHour;
}

/** By the server's clock. */
export async function isOpen(trx: Transaction, editionId: string, now: Instant): Promise<boolean> {
	return takesTalks(await getEdition(trx, editionId), now);
}
