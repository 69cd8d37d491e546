import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode } from '#lib/platform/random.server.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { fold, oneLine } from '#lib/platform/text.ts';
import type { Vault } from '#lib/platform/vault.server.ts';
import { planCompanions, type CompanionPlan } from './companions.ts';
import {
	foldAnswers,
	mostCompanions,
	ticketCodeLength,
	type Answer,
	type AnswerState,
	type Companion,
	type CompanionRow
} from './guest.ts';
import { needsContext } from './needs.ts';
import { listAnswers } from './queries.server.ts';

export interface NewAnswer {
	guestId: string;
	answer: Answer;
	/** Left out: stays as it was said before. */
	language?: string;
	certificateName?: string;
	/** A row with an id changes that companion (an empty name takes them off), one without adds. */
	companions?: CompanionRow[];
	/** Empty text: nothing is needed any more, and what was kept is erased. */
	accessNeeds?: { text: string; vault: Vault };
	givenBy: 'guest' | 'organiser';
	/** The organiser who answers on the guest's behalf. */
	by: string | null;
	now: Instant;
}

export interface RecordedAnswer {
	before: AnswerState;
	state: AnswerState;
	/** False when everything was said before: nothing was written. */
	changed: boolean;
	companionsChanged: boolean;
}

/**
 * Writes down an answer, whole, if it says anything new. Who brings companions and then says no keeps them on
 * record, should they change their mind; only those of a yes or maybe are counted and let in.
 */
export function recordAnswer(
	db: Database | Transaction,
	answer: NewAnswer
): Promise<Outcome<RecordedAnswer, 'guest-missing' | 'too-many-companions'>> {
	return inTransaction(db, async (trx) => {
		const guest = await trx
			.selectFrom('guest')
			.innerJoin('person', 'person.id', 'guest.personId')
			.select(['guest.editionId', 'guest.personId', 'guest.removedAt', 'person.language'])
			.where('guest.id', '=', answer.guestId)
			.$if(isPostgres(trx), (query) => query.forUpdate('guest'))
			.executeTakeFirst();
		if (!guest || guest.removedAt) return refused('guest-missing');
		const { latest, state: before } = foldAnswers(await listAnswers(trx, answer.guestId));
		const next = {
			answer: answer.answer,
			language: answer.language ?? latest?.language ?? guest.language,
			certificateName: oneLine(answer.certificateName ?? latest?.certificateName ?? '')
		};
		const isNew =
			latest?.answer !== next.answer ||
			latest.language !== next.language ||
			latest.certificateName !== next.certificateName;
		const companions = planCompanions(
			await readCompanions(trx, answer.guestId),
			answer.companions ?? []
		);
		if (!companions) return refused('too-many-companions', { most: mostCompanions });
		if (isNew) {
			await trx
				.insertInto('answer')
				.values({
					id: newId(),
					guestId: answer.guestId,
					...next,
					givenBy: answer.givenBy,
					byPersonId: answer.by,
					at: answer.now
				})
				.execute();
		}
		await writeCompanions(trx, answer.guestId, companions, answer.now);
		const needsChanged = await writeNeeds(trx, answer);
		const companionsChanged = Object.values(companions).some((rows) => rows.length > 0);
		const changed = isNew || companionsChanged || needsChanged;
		if (changed) {
			await recordActivity(trx, {
				verb: 'guest.answered',
				editionId: guest.editionId,
				personId: answer.by ?? guest.personId,
				subjectId: answer.guestId,
				detail: { answer: next.answer, givenBy: answer.givenBy },
				now: answer.now
			});
		}
		return done({ before, state: next.answer, changed, companionsChanged });
	});
}

async function readCompanions(trx: Transaction, guestId: string): Promise<Companion[]> {
	return trx
		.selectFrom('companion')
		.select(['id', 'name', 'ticketCode'])
		.where('guestId', '=', guestId)
		.where('removedAt', 'is', null)
		.execute();
}

async function writeCompanions(
	trx: Transaction,
	guestId: string,
	{ added, renamed, removed }: CompanionPlan,
	now: Instant
): Promise<void> {
	if (added.length > 0) {
		await trx
			.insertInto('companion')
			.values(
				added.map((name) => ({
					id: newId(),
					guestId,
					name,
					nameFolded: fold(name),
					ticketCode: randomCode(ticketCodeLength),
					addedAt: now,
					removedAt: null
				}))
			)
			.execute();
	}
	for (const { id, name } of renamed) {
		await trx
			.updateTable('companion')
			.set({ name, nameFolded: fold(name) })
			.where('id', '=', id)
			.execute();
	}
	if (removed.length > 0) {
		await trx
			.updateTable('companion')
			.set({ removedAt: now })
			.where(
				'id',
				'in',
				removed.map(({ id }) => id)
			)
			.execute();
	}
}

/** True when what is kept changed. */
async function writeNeeds(trx: Transaction, answer: NewAnswer): Promise<boolean> {
	if (!answer.accessNeeds) return false;
	const { guestId, now } = answer;
	const { vault } = answer.accessNeeds;
	const text = oneLine(answer.accessNeeds.text);
	const kept = await trx
		.selectFrom('accessNeed')
		.select('ciphertext')
		.where('guestId', '=', guestId)
		.executeTakeFirst();
	if (!text) {
		if (!kept) return false;
		await trx.deleteFrom('accessNeed').where('guestId', '=', guestId).execute();
		return true;
	}
	if (kept && vault.open(kept.ciphertext, needsContext(guestId)) === text) return false;
	const row = { ciphertext: vault.seal(text, needsContext(guestId)), consentedAt: now };
	await trx
		.insertInto('accessNeed')
		.values({ guestId, ...row })
		.onConflict((conflict) => conflict.column('guestId').doUpdateSet(row))
		.execute();
	return true;
}
