import { recordChange } from '#lib/changes/commands.server.ts';
import { takesTalks } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { hour, later, type Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { receivedMails } from './mail-requests.ts';
import { findTalk, getTalk } from './queries.server.ts';
import { loggedName, loggedTalk, talkChange } from './talk-changes.ts';
import type { Talk, TalkStep } from './talk.ts';

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
	const number = (talk.steps.at(-1)?.number ?? 0) + 1;
	await trx
		.insertInto('talkStep')
		.values({ id, talkId: talk.id, number, step, note, byPersonId: by, at: now })
		.execute();
	const after = await getTalk(trx, talk.id);
	recordChange(trx, talkChange, {
		verb: `talk.${step}`,
		editionId: talk.editionId,
		subjectId: talk.id,
		name: loggedName(after),
		before: { state: talk.state },
		after: { ...(step === 'submitted' ? loggedTalk(after) : { state: after.state }), note },
		by,
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
