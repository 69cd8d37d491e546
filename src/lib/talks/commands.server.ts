import { takesTalks } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import { ensurePersons } from '#lib/people/commands.server.ts';
import { later, type Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { languageOr } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { decisionMails, receivedMails } from './mail-requests.ts';
import { findTalk, getTalk } from './queries.server.ts';
import { afterStep, authorOf, contentOf, isEditable } from './talk.ts';
import type { Talk, TalkContent, TalkStep } from './talk.ts';

type Writer = Database | Transaction;

export interface SavedTalk {
	/** Made by the form, so that sending a new talk twice makes one; a fresh one when left out. */
	talkId?: string;
	editionId: string;
	/** The revision that was on the screen; 0 for a new talk. */
	revision: number;
	content: TalkContent;
	/** Submits it in the same transaction. */
	submit?: boolean;
	by: string;
	now: Instant;
}

/**
 * Keeps what the author wrote. Co-speakers become persons. Refuses a talk of somebody else as unknown, one that
 * was decided upon, and one that was saved elsewhere since: then `find` it to show both.
 */
export function saveTalk(
	db: Writer,
	{ talkId = newId(), editionId, revision, content, submit = false, by, now }: SavedTalk
): Promise<
	Outcome<
		{ id: string; revision: number },
		'unknown' | 'decided' | 'changed-meanwhile' | 'too-late' | 'incomplete'
	>
> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (talk ? authorOf(talk)?.personId !== by : revision !== 0) return refused('unknown');
		const isSame = talk !== undefined && saysTheSame(talk, content);
		if (talk && !isSame && !isEditable(talk.state)) return refused('decided');
		if (talk && !isSame && talk.revision !== revision) return refused('changed-meanwhile');
		const state = talk?.state ?? 'draft';
		const handsIn = submit && state !== 'submitted';
		if (handsIn && !afterStep(state, 'submitted')) return refused('decided');
		if ((submit || state === 'submitted') && !isComplete(content)) return refused('incomplete');
		if (handsIn && !(await isOpen(trx, talk?.editionId ?? editionId, now))) {
			return refused('too-late');
		}
		if (!talk && !(await createTalk(trx, { talkId, editionId, content, by, now }))) {
			// The same form arrived twice, and the other one was first.
			return saveTalk(trx, { talkId, editionId, revision, content, submit, by, now });
		}
		const next = talk ? talk.revision + Number(!isSame) : 1;
		if (!isSame) {
			await writeContent(trx, { talkId, content, revision: next, by, now });
			await recordActivity(trx, {
				verb: talk ? 'talk.saved' : 'talk.created',
				editionId: talk?.editionId ?? editionId,
				personId: by,
				subjectId: talkId,
				detail: { title: content.title },
				now
			});
		}
		if (handsIn) await handIn(trx, await getTalk(trx, talkId), { by, now });
		return done({ id: talkId, revision: next });
	});
}

interface StepBy {
	talkId: string;
	by: string;
	now: Instant;
}

/** Hands a draft in. Its author only, and before the edition's deadline. */
export function submitTalk(
	db: Writer,
	{ talkId, by, now }: StepBy
): Promise<Outcome<undefined, 'unknown' | 'impossible' | 'too-late' | 'incomplete'>> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (!talk || authorOf(talk)?.personId !== by) return refused('unknown');
		if (!afterStep(talk.state, 'submitted')) return refused('impossible');
		if (!isComplete(talk)) return refused('incomplete');
		if (!(await isOpen(trx, talk.editionId, now))) return refused('too-late');
		await handIn(trx, talk, { by, now });
		return done();
	});
}

/** Takes a talk back: its author's right at any time, and an organiser's on their behalf. */
export function withdrawTalk(
	db: Writer,
	{ talkId, asOrganiser = false, note, by, now }: StepBy & { asOrganiser?: boolean; note?: string }
): Promise<Outcome<undefined, 'unknown' | 'impossible'>> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (!talk) return refused('unknown');
		if (!asOrganiser && authorOf(talk)?.personId !== by) return refused('unknown');
		if (!afterStep(talk.state, 'withdrawn')) return refused('impossible');
		await takeStep(trx, talk, { step: 'withdrawn', note, by, now });
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
}

/** An organiser's yes. Not to a draft, and not to what was withdrawn. */
export function acceptTalk(
	db: Writer,
	decision: Decision
): Promise<Outcome<undefined, 'unknown' | 'impossible'>> {
	return decide(db, 'accepted', decision);
}

/** An organiser's no; a talk that was accepted but not yet confirmed may still be declined. */
export function declineTalk(
	db: Writer,
	decision: Decision
): Promise<Outcome<undefined, 'unknown' | 'impossible'>> {
	return decide(db, 'declined', decision);
}

function decide(
	db: Writer,
	step: 'accepted' | 'declined',
	{ talkId, note, by, now }: Decision
): Promise<Outcome<undefined, 'unknown' | 'impossible'>> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (!talk) return refused('unknown');
		if (!afterStep(talk.state, step)) return refused('impossible');
		const id = await takeStep(trx, talk, { step, note, by, now });
		await queueMails(trx, decisionMails(talk, { id, step }), now);
		return done();
	});
}

// Two people may decide at once: the second waits here and then sees what the first did.
async function lockTalk(trx: Transaction, talkId: string): Promise<Talk | undefined> {
	if (isPostgres(trx)) {
		await trx.selectFrom('talk').select('id').where('id', '=', talkId).forUpdate().execute();
	}
	return findTalk(trx, talkId);
}

async function handIn(
	trx: Transaction,
	talk: Talk,
	{ by, now }: { by: string; now: Instant }
): Promise<void> {
	const id = await takeStep(trx, talk, { step: 'submitted', by, now });
	await queueMails(trx, receivedMails(talk, id), now);
}

async function takeStep(
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
		detail: { title: talk.title },
		now
	});
	return id;
}

/** False when a talk of that id is already there. */
async function createTalk(
	trx: Transaction,
	{
		talkId,
		editionId,
		content,
		by,
		now
	}: Pick<SavedTalk, 'editionId' | 'content' | 'by' | 'now'> & { talkId: string }
): Promise<boolean> {
	const { title, abstract, format, minutes, language, needs, projectId } = content;
	const words = { title, abstract, format, minutes, language, needs, projectId };
	const added = await trx
		.insertInto('talk')
		.values({ id: talkId, editionId, ...words, createdAt: now, updatedAt: now, revision: 1 })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.executeTakeFirst();
	if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return false;
	await trx.insertInto('talkSpeaker').values({ talkId, personId: by, position: 0 }).execute();
	return true;
}

async function writeContent(
	trx: Transaction,
	{
		talkId,
		content,
		revision,
		by,
		now
	}: {
		talkId: string;
		content: TalkContent;
		revision: number;
		by: string;
		now: Instant;
	}
): Promise<void> {
	const { coSpeakers, ...words } = content;
	await trx
		.updateTable('talk')
		.set({ ...words, revision, updatedAt: now })
		.where('id', '=', talkId)
		.execute();
	const persons = await ensurePersons(
		trx,
		coSpeakers.map((one) => ({ ...one, language: languageOr(content.language, 'en'), now }))
	);
	const others = [...new Set(persons.map(({ id }) => id))].filter((id) => id !== by);
	await trx
		.deleteFrom('talkSpeaker')
		.where('talkId', '=', talkId)
		.where('position', '>', 0)
		.execute();
	if (others.length === 0) return;
	await trx
		.insertInto('talkSpeaker')
		.values(others.map((personId, at) => ({ talkId, personId, position: at + 1 })))
		.execute();
}

async function isOpen(trx: Transaction, editionId: string, now: Instant): Promise<boolean> {
	return takesTalks(await getEdition(trx, editionId), now);
}

function isComplete({ title, abstract }: { title: string; abstract: string }): boolean {
	return Boolean(title && abstract);
}

/** Whether saving would change nothing that is shown; a co-speaker's name belongs to them, not to the talk. */
function saysTheSame(talk: Talk, content: TalkContent): boolean {
	const bare = ({ coSpeakers, ...words }: TalkContent) =>
		JSON.stringify([Object.entries(words).sort(), coSpeakers.map(({ email }) => email)]);
	return bare(contentOf(talk)) === bare(content);
}
