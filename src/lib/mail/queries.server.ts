import { sql } from 'kysely';
import type { MailTable } from '#lib/db/schema/mail.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { day, instantNow, later, minute, type Instant } from '#lib/platform/clock.ts';
import { emptyAt } from './pace.ts';
import { readMailSettings } from './settings.server.ts';

export {
	countMails,
	findMail,
	listMailKinds,
	listMails,
	listSuppressedAddresses,
	type ListedMail
} from './outbox.server.ts';
export { readMailSettings } from './settings.server.ts';

export type MailState = MailTable['state'];

export interface MailStateOfOne {
	mailId: string;
	state: MailState;
	/** How often it was tried; above 0 while queued means that it is being tried again. */
	attempt: number;
}

export interface MailStateOfPerson extends MailStateOfOne {
	kind: string;
	queuedAt: Instant;
	finishedAt: Instant | null;
}

/** By person, their newest mail of these kinds in an edition. */
export async function mailStatesOf(
	db: Reader,
	{ editionId, kinds, personIds }: { editionId: string; kinds: string[]; personIds?: string[] }
): Promise<Map<string, MailStateOfPerson>> {
	if (kinds.length === 0 || personIds?.length === 0) return new Map();
	const rows = await db
		.selectFrom(
			db
				.selectFrom('mail')
				.select(['id as mailId', 'personId', 'kind', 'state', 'attempt', 'queuedAt', 'finishedAt'])
				.select(
					sql<number>`row_number() over (partition by person_id order by queued_at desc, id desc)`.as(
						'place'
					)
				)
				.where('editionId', '=', editionId)
				.where('kind', 'in', kinds)
				// A long list is cheaper to read whole than to name.
				.$if(personIds !== undefined && personIds.length <= 1_000, (query) =>
					query.where('personId', 'in', personIds ?? [])
				)
				.as('placed')
		)
		.select(['mailId', 'personId', 'kind', 'state', 'attempt', 'queuedAt', 'finishedAt'])
		.where('place', '=', 1)
		.execute();
	const states = new Map<string, MailStateOfPerson>();
	for (const { personId, ...state } of rows) if (personId) states.set(personId, state);
	return states;
}

/** How far an edition's mails of a kind are, each by the `dedupeKey` it was asked for with. */
export async function mailStatesByKey(
	db: Reader,
	{ editionId, kind }: { editionId: string; kind: string }
): Promise<Map<string, MailStateOfOne>> {
	const rows = await db
		.selectFrom('mail')
		.select(['dedupeKey', 'id as mailId', 'state', 'attempt'])
		.where('editionId', '=', editionId)
		.where('kind', '=', kind)
		.execute();
	return new Map(rows.map(({ dedupeKey, ...state }) => [dedupeKey, state]));
}

export interface MailProgress {
	queued: number;
	sent: number;
	failed: number;
	superseded: number;
	/** Of what was queued since the oldest that still waits: how many are done with. Without one waiting, none. */
	leaving: { done: number; total: number };
	/** When the outbox will be empty at the pace that the caps and the last minutes allow; null when nothing says. */
	doneBy: Instant | null;
}

/** How far the mails of these kinds are; of all kinds without. */
export async function mailProgress(
	db: Reader,
	{ editionId, kinds }: { editionId: string; kinds?: string[] },
	now: Instant = instantNow()
): Promise<MailProgress> {
	const mails = db
		.selectFrom('mail')
		.where('editionId', '=', editionId)
		.$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []));
	const rows = await mails
		.select(({ fn }) => ['state', fn.countAll<number>().as('count')])
		.groupBy('state')
		.execute();
	const count = (state: MailState) => rows.find((row) => row.state === state)?.count ?? 0;
	const queued = count('queued');
	const { total } = await mails
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.where('state', '!=', 'superseded')
		.where('queuedAt', '>=', () =>
			mails.where('state', '=', 'queued').select(({ fn }) => fn.min('queuedAt').as('since'))
		)
		.executeTakeFirstOrThrow();
	return {
		queued,
		sent: count('sent'),
		failed: count('failed'),
		superseded: count('superseded'),
		leaving: { done: total - queued, total },
		doneBy: queued === 0 ? null : await outboxEmptyAt(db, now)
	};
}

/**
 * The earliest revision of each thread that was handed over, or may have been: whoever reads a later one knows what
 * came before.
 */
export async function listKnownFrom(
	db: Reader,
	threads: readonly string[]
): Promise<Map<string, number>> {
	if (threads.length === 0) return new Map();
	const rows = await db
		.selectFrom('mail')
		.select(({ fn }) => ['thread', fn.min('revision').as('revision')])
		.where('thread', 'in', threads)
		.where(({ or, eb, exists, selectFrom }) =>
			or([
				eb('state', '=', 'sent'),
				eb('attempt', '>', 0),
				// Trying again begins to count anew; what was tried before stays written down.
				exists(
					selectFrom('mailAttempt')
						.select('mailAttempt.id')
						.whereRef('mailAttempt.mailId', '=', 'mail.id')
						.where('mailAttempt.result', 'in', ['sent', 'deferred'])
				)
			])
		)
		.groupBy('thread')
		.execute();
	return new Map(rows.map(({ thread, revision }) => [thread ?? '', Number(revision)]));
}

/** When everything queued will have left; null while halted, or when nothing was sent lately to judge by. */
export async function outboxEmptyAt(db: Reader, now: Instant): Promise<Instant | null> {
	const { caps, halt } = await readMailSettings(db);
	if (halt) return null;
	const { queued } = await db
		.selectFrom('mail')
		.select(({ fn }) => fn.countAll<number>().as('queued'))
		.where('state', '=', 'queued')
		.executeTakeFirstOrThrow();
	return emptyAt({
		queued,
		caps,
		sentLastMinute: await countSentSince(db, later(now, -minute)),
		sentLastDay: caps.perDay === null ? 0 : await countSentSince(db, later(now, -day)),
		now
	});
}

/** How many mails were handed over after that instant, of every edition: what the caps count. */
export async function countSentSince(db: Reader, since: Instant): Promise<number> {
	const { sent } = await db
		.selectFrom('mailAttempt')
		.select(({ fn }) => fn.countAll<number>().as('sent'))
		.where('at', '>', since)
		.where('result', '=', 'sent')
		.executeTakeFirstOrThrow();
	return sent;
}
