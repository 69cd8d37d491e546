import type { Reader } from '#lib/db/transaction.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { languageOr, type Language } from '#lib/platform/languages.ts';
import { latestAnswer } from './guest-rows.server.ts';
import { mayBeInvited, mayBeReminded, type Askable } from './asking.ts';

/** As much of a guest as a mail to them needs. */
export interface Addressee extends Askable {
	id: string;
	personId: string;
	name: string;
	email: string;
	/** The language of their answer, else the person's. */
	language: Language;
	linkVersion: number;
}

/**
 * Guests with an address, removed ones too, by id, in one query: those of `guestIds`, or a whole edition, or its next
 * `most` after the id `after`.
 */
export async function listAddressees(
	db: Reader,
	of:
		| { editionId: string; guestIds: string[] }
		| { editionId: string; after?: string | undefined; most?: number }
): Promise<Addressee[]> {
	if ('guestIds' in of && of.guestIds.length === 0) return [];
	const rows = await db
		.selectFrom('guest')
		.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
		.select([
			'guest.id',
			'guest.personId',
			'guest.linkVersion',
			'guest.invitedAt',
			'guest.remindedAt',
			'guest.mailStoppedAt',
			'guest.removedAt',
			'person.name',
			'person.email',
			'person.language',
			latestAnswer(db).select('answer.answer').as('answer'),
			latestAnswer(db).select('answer.language').as('answerLanguage')
		])
		.where('guest.editionId', '=', of.editionId)
		.where('person.email', 'is not', null)
		.where((where) =>
			'guestIds' in of
				? where('guest.id', 'in', of.guestIds)
				: where('guest.id', '>', of.after ?? '')
		)
		.orderBy('guest.id')
		.$if('most' in of && of.most !== undefined, (query) =>
			query.limit('most' in of ? (of.most ?? 0) : 0)
		)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		personId: row.personId,
		name: row.name,
		email: row.email ?? '',
		language: languageOr(row.answerLanguage, languageOr(row.language)),
		state: row.answer ?? 'unanswered',
		linkVersion: row.linkVersion,
		invitedAt: row.invitedAt,
		remindedAt: row.remindedAt,
		mailStopped: row.mailStoppedAt !== null,
		removed: row.removedAt !== null
	}));
}

export interface InvitationCounts {
	/** Those who may be invited: what "Send invitations" will send. */
	toInvite: number;
	/** Those who may be reminded now. */
	toRemind: number;
	/** Without an answer, invited already. */
	unansweredInvitations: number;
	/** Without an answer, and without an address. */
	withoutAddress: number;
	/** Without an answer, and asked for no more mails. */
	stopped: number;
}

/** Counts those whom mails could be sent to, in one query. */
export async function countAddressees(
	db: Reader,
	{ editionId, now }: { editionId: string; now: Instant }
): Promise<InvitationCounts> {
	const rows = await db
		.selectFrom('guest')
		.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
		.select((select) => [
			'guest.invitedAt',
			'guest.remindedAt',
			select.case().when('person.email', 'is', null).then(1).else(0).end().as('addressless'),
			select.case().when('guest.mailStoppedAt', 'is', null).then(0).else(1).end().as('stopped'),
			select.fn.countAll<number>().as('count')
		])
		.where('guest.editionId', '=', editionId)
		.where('guest.removedAt', 'is', null)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(selectFrom('answer').select('answer.id').whereRef('answer.guestId', '=', 'guest.id'))
			)
		)
		// All who are written to at once have one instant: there are few groups.
		.groupBy(['addressless', 'stopped', 'guest.invitedAt', 'guest.remindedAt'])
		.execute();
	const groups = rows.map(({ addressless, stopped, ...row }) => ({
		...row,
		hasAddress: addressless === 0,
		state: 'unanswered' as const,
		mailStopped: stopped === 1,
		removed: false
	}));
	const sum = (holds: (group: (typeof groups)[number]) => boolean) =>
		groups.filter(holds).reduce((total, { count }) => total + count, 0);
	return {
		toInvite: sum((group) => group.hasAddress && mayBeInvited(group)),
		toRemind: sum((group) => group.hasAddress && mayBeReminded(group, now)),
		unansweredInvitations: sum(({ invitedAt }) => invitedAt !== null),
		withoutAddress: sum(({ hasAddress }) => !hasAddress),
		stopped: sum(({ hasAddress, mailStopped }) => hasAddress && mailStopped)
	};
}
