import { getEdition } from '#lib/conference/queries.server.ts';
import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { personRows } from '#lib/people/queries.server.ts';
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
import { answersEnd } from './deadline.ts';
import { guestChange } from './guest-changes.ts';
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
 * Writes down an answer, whole, if it says anything new; the guest's calendar and tickets follow it. Whoever brings
 * companions and then says no keeps them on record, should they change their mind; only those of a yes or maybe are
 * counted and let in. Refused once the conference is over.
 */
export function answerInvitation(
	db: Database | Transaction,
	answer: NewAnswer
): Promise<Outcome<RecordedAnswer, 'guest-missing' | 'too-many-companions' | 'event-over'>> {
	return inTransaction(db, async (trx) => {
		const guest = await lockGuest(trx, answer.guestId);
		if (!guest) return refused('guest-missing');
		const end = answersEnd(await getEdition(trx, guest.editionId));
		if (end && end <= answer.now) return refused('event-over');
		return recordAnswer(trx, answer);
	});
}

/** As `answerInvitation`, at any time: for what an organiser corrects about an answer. */
export async function recordAnswer(
	trx: Transaction,
	answer: NewAnswer
): Promise<Outcome<RecordedAnswer, 'guest-missing' | 'too-many-companions'>> {
	const guest = await lockGuest(trx, answer.guestId);
	if (!guest) return refused('guest-missing');
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
	const brought = await readCompanions(trx, answer.guestId);
	const companions = planCompanions(brought, answer.companions ?? []);
	if (!companions) return refused('too-many-companions', { most: mostCompanions });
	if (isNew) {
		await trx
			.insertInto('answer')
			.values({
				id: newId(),
				guestId: answer.guestId,
				number: (latest?.number ?? 0) + 1,
				...next,
				givenBy: answer.givenBy,
				byPersonId: answer.by,
				at: answer.now
			})
			.execute();
	}
	await writeCompanions(trx, answer.guestId, companions, answer.now);
	const needs = await writeNeeds(trx, answer);
	const companionsChanged = Object.values(companions).some((rows) => rows.length > 0);
	const changed = isNew || companionsChanged || needs.changed;
	if (changed) {
		const names = (list: { name: string }[]) => list.map(({ name }) => name);
		recordChange(trx, guestChange, {
			verb: 'guest.answered',
			editionId: guest.editionId,
			subjectId: answer.guestId,
			name: guest.name,
			before: {
				answer: before,
				...(latest && { language: latest.language, certificateName: latest.certificateName }),
				companions: names(brought),
				needsNoted: needs.before
			},
			after: {
				...next,
				companions: names(await readCompanions(trx, answer.guestId)),
				needsNoted: needs.after
			},
			by: answer.by ?? guest.personId,
			now: answer.now
		});
	}
	return done({ before, state: next.answer, changed, companionsChanged });
}

/** The guest, unless they were taken off the list; two answers of one guest take turns. */
function lockGuest(trx: Transaction, guestId: string) {
	return trx
		.selectFrom('guest')
		.innerJoin(personRows(trx).as('person'), 'person.id', 'guest.personId')
		.select(['guest.editionId', 'guest.personId', 'person.language', 'person.name'])
		.where('guest.id', '=', guestId)
		.where('guest.removedAt', 'is', null)
		.$if(isPostgres(trx), (query) => query.forUpdate('guest'))
		.executeTakeFirst();
}

async function readCompanions(trx: Transaction, guestId: string): Promise<Companion[]> {
	return trx
		.selectFrom('companion')
		.select(['id', 'name', 'ticketCode'])
		.where('guestId', '=', guestId)
		.where('removedAt', 'is', null)
		.orderBy('addedAt')
		.orderBy('id')
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

/** Whether something is noted, before and after; `changed` also when it is other words. */
async function writeNeeds(
	trx: Transaction,
	{ guestId, accessNeeds, now }: NewAnswer
): Promise<{ before: boolean; after: boolean; changed: boolean }> {
	const stored = await trx
		.selectFrom('accessNeed')
		.select('ciphertext')
		.where('guestId', '=', guestId)
		.executeTakeFirst();
	const before = stored !== undefined;
	const unchanged = { before, after: before, changed: false };
	if (!accessNeeds) return unchanged;
	const { vault } = accessNeeds;
	const text = oneLine(accessNeeds.text);
	if (!text) {
		if (!before) return unchanged;
		await trx.deleteFrom('accessNeed').where('guestId', '=', guestId).execute();
		return { before, after: false, changed: true };
	}
	if (stored && vault.open(stored.ciphertext, needsContext(guestId)) === text) return unchanged;
	const row = { ciphertext: vault.seal(text, needsContext(guestId)), consentedAt: now };
	await trx
		.insertInto('accessNeed')
		.values({ guestId, ...row })
		.onConflict((conflict) => conflict.column('guestId').doUpdateSet(row))
		.execute();
	return { before, after: true, changed: true };
}
