import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { ensurePersons, updatePerson } from '#lib/people/commands.server.ts';
import { findPerson } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { languageOr } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { lockProject } from '#lib/projects/commands.server.ts';
import { getTalk } from './queries.server.ts';
import { handIn, hasDoneTooMuch, isOpen, lockTalk } from './steps.server.ts';
import { loggedName, loggedTalk, talkChange } from './talk-changes.ts';
import { afterStep, authorOf, contentOf, isComplete, isEditable, speakerLines } from './talk.ts';
import type { Talk, TalkContent } from './talk.ts';

export interface SavedTalk {
	/** Made by the form, so that sending a new talk twice makes one; a fresh one when left out. */
	talkId?: string;
	editionId: string;
	/** The revision that was on the screen; 0 for a new talk. */
	revision: number;
	content: TalkContent;
	/** The author's words about themselves, given on the way; stored in the same transaction. */
	author?: { name: string; organisation: string; country: string | null };
	/** Submits it in the same transaction. */
	submit?: boolean;
	by: string;
	now: Instant;
}

/**
 * Keeps what the author wrote. Co-speakers become persons. Refuses a talk of somebody else as unknown, one that
 * was decided upon, one that was saved elsewhere since (then `find` it to show both), and more within an hour than a
 * teacher would write.
 */
export function saveTalk(
	db: Database | Transaction,
	{ talkId = newId(), editionId, revision, content, author, submit = false, by, now }: SavedTalk
): Promise<
	Outcome<
		{ id: string; revision: number },
		| 'unknown'
		| 'decided'
		| 'changed-meanwhile'
		| 'too-late'
		| 'too-many'
		| 'incomplete'
		| 'no-such-project'
	>
> {
	return inTransaction(db, async (trx) => {
		const talk = await lockTalk(trx, talkId);
		if (talk ? authorOf(talk)?.personId !== by : revision !== 0) return refused('unknown');
		const isSame = talk !== undefined && saysTheSame(talk, content);
		if (talk && !isSame && !isEditable(talk.state)) return refused('decided');
		if (talk && !isSame && talk.revision !== revision) return refused('changed-meanwhile');
		const { projectId } = content;
		if (projectId && !(await lockProject(trx, projectId))) return refused('no-such-project');
		const state = talk?.state ?? 'draft';
		const handsIn = submit && state !== 'submitted';
		if (handsIn && !afterStep(state, 'submitted')) return refused('decided');
		if ((submit || state === 'submitted') && !isComplete(content)) return refused('incomplete');
		if (handsIn && !(await isOpen(trx, talk?.editionId ?? editionId, now))) {
			return refused('too-late');
		}
		if ((handsIn || !talk) && (await hasDoneTooMuch(trx, by, now))) return refused('too-many');
		if (!talk && !(await createTalk(trx, { talkId, editionId, content, by, now }))) {
			// The same form arrived twice, and the other one was first.
			return saveTalk(trx, { talkId, editionId, revision, content, author, submit, by, now });
		}
		if (author) await introduce(trx, { ...author, by, now });
		const next = talk ? talk.revision + Number(!isSame) : 1;
		if (!isSame) {
			await writeContent(trx, { talkId, content, revision: next, by, now });
			const after = await getTalk(trx, talkId);
			recordChange(trx, talkChange, {
				verb: talk ? 'talk.saved' : 'talk.created',
				editionId: after.editionId,
				subjectId: talkId,
				name: loggedName(after),
				before: talk && loggedTalk(talk),
				after: loggedTalk(after),
				by,
				now
			});
		}
		if (handsIn) await handIn(trx, await getTalk(trx, talkId), { by, now });
		return done({ id: talkId, revision: next });
	});
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
		coSpeakers.map((one) => ({ ...one, language: languageOr(content.language), now }))
	);
	const others = new Map(persons.map(({ id }, at) => [id, coSpeakers[at]?.name ?? '']));
	others.delete(by);
	await trx
		.deleteFrom('talkSpeaker')
		.where('talkId', '=', talkId)
		.where('position', '>', 0)
		.execute();
	if (others.size === 0) return;
	await trx
		.insertInto('talkSpeaker')
		.values(
			[...others].map(([personId, typedName], at) => ({
				talkId,
				personId,
				position: at + 1,
				typedName
			}))
		)
		.execute();
}

async function introduce(
	trx: Transaction,
	{
		organisation,
		...person
	}: { name: string; organisation: string; country: string | null; by: string; now: Instant }
): Promise<void> {
	const known = await findPerson(trx, person.by);
	if (!known) return;
	await updatePerson(trx, {
		...person,
		personId: known.id,
		...(organisation && { organisation: { name: organisation, country: person.country } }),
		language: known.language
	});
}

/** Whether saving would change nothing that is shown; an author who names themselves too is one speaker all the same. */
function saysTheSame(talk: Talk, content: TalkContent): boolean {
	const own = authorOf(talk)?.email;
	const bare = ({ coSpeakers, ...words }: TalkContent) =>
		JSON.stringify([
			Object.entries(words).sort(),
			speakerLines(coSpeakers.filter(({ email }) => email !== own))
		]);
	return bare(contentOf(talk)) === bare(content);
}
