import { sql } from 'kysely';
import { contains } from '#lib/db/contains.ts';
import type { MailAttemptTable } from '#lib/db/schema/mail.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { pageOf, pageSize, type Paging } from '#lib/platform/paging.ts';
import { fold } from '#lib/platform/text.ts';
import type { Mail } from './claim.server.ts';
import type { MailFilter } from './outbox.ts';

/** A row of the outbox page. Holds no words of the mail but its subject. */
export interface ListedMail extends Pick<
	Mail,
	| 'id'
	| 'kind'
	| 'toName'
	| 'toAddress'
	| 'state'
	| 'attempt'
	| 'subject'
	| 'queuedAt'
	| 'dueAt'
	| 'finishedAt'
> {
	/** On its way at this moment. */
	leaving: boolean;
	lastAttempt: { result: MailAttemptTable['result']; detail: string } | null;
}

const columns = [
	'mail.id',
	'mail.kind',
	'mail.toName',
	'mail.toAddress',
	'mail.state',
	'mail.attempt',
	'mail.subject',
	'mail.queuedAt',
	'mail.dueAt',
	'mail.finishedAt',
	'mail.owner'
] as const;

export interface OutboxPage extends Paging {
	mails: ListedMail[];
	count: number;
}

/** The mails of an edition and those of none, such as sign-in links; the newest first. */
export async function listMails(
	db: Reader,
	wanted: {
		editionId: string;
		filter?: MailFilter;
		kind?: string;
		/** Part of a name, in any case and without accents, or of an address. */
		search?: string;
		page?: number;
		size?: number;
	}
): Promise<OutboxPage> {
	const { editionId, filter = 'all', kind = '', search = '', size = pageSize } = wanted;
	const chosen = db
		.selectFrom('mail')
		.where(({ or, eb }) =>
			or([eb('mail.editionId', '=', editionId), eb('mail.editionId', 'is', null)])
		)
		.$if(filter === 'retrying', (query) =>
			query
				.where('mail.state', '=', 'queued')
				.where('mail.attempt', '>', 0)
				.where('mail.owner', 'is', null)
		)
		.$if(filter !== 'all' && filter !== 'retrying', (query) =>
			query.where('mail.state', '=', filter as Mail['state'])
		)
		.$if(kind !== '', (query) => query.where('mail.kind', '=', kind))
		.$if(search.trim() !== '', (query) =>
			query.where(({ or }) =>
				or([
					contains(sql`lower(mail.to_address)`, search.trim().toLowerCase()),
					contains('mail.toNameFolded', fold(search))
				])
			)
		);
	const { count } = await chosen
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const { offset, ...paging } = pageOf({ count, asked: wanted.page ?? 1, size });
	const rows = await chosen
		.select(columns)
		.orderBy('mail.id', 'desc')
		.limit(size)
		.offset(offset)
		.execute();
	const attempts = await lastAttempts(
		db,
		rows.map(({ id }) => id)
	);
	const mails = rows.map(({ owner, ...mail }) => ({
		...mail,
		leaving: owner !== null,
		lastAttempt: attempts.get(mail.id) ?? null
	}));
	return { mails, ...paging, count };
}

async function lastAttempts(
	db: Reader,
	mailIds: string[]
): Promise<Map<string, NonNullable<ListedMail['lastAttempt']>>> {
	if (mailIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('mailAttempt')
		.select(['mailId', 'result', 'detail'])
		.where('mailId', 'in', mailIds)
		.orderBy('at')
		.orderBy('id')
		.execute();
	return new Map(rows.map(({ mailId, result, detail }) => [mailId, { result, detail }]));
}

/** The kinds of mail an edition has had, for the filter. */
export async function listMailKinds(db: Reader, editionId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('mail')
		.select('kind')
		.distinct()
		.where(({ or, eb }) => or([eb('editionId', '=', editionId), eb('editionId', 'is', null)]))
		.orderBy('kind')
		.execute();
	return rows.map(({ kind }) => kind);
}

export interface MailCounts {
	queued: number;
	/** As `waitsForRetry` says. */
	retrying: number;
	sent: number;
	failed: number;
	superseded: number;
}

/** Counts what `listMails` would list, by state. */
export async function countMails(db: Reader, editionId: string): Promise<MailCounts> {
	const rows = await db
		.selectFrom('mail')
		.select(({ fn, eb }) => [
			'state',
			fn.countAll<number>().as('count'),
			fn
				.sum<number>(
					eb
						.case()
						.when(eb('attempt', '>', 0).and('owner', 'is', null))
						.then(1)
						.else(0)
						.end()
				)
				.as('tried')
		])
		.where(({ or, eb }) => or([eb('editionId', '=', editionId), eb('editionId', 'is', null)]))
		.groupBy('state')
		.execute();
	const of = (state: Mail['state']) => rows.find((row) => row.state === state);
	return {
		queued: of('queued')?.count ?? 0,
		retrying: Number(of('queued')?.tried ?? 0),
		sent: of('sent')?.count ?? 0,
		failed: of('failed')?.count ?? 0,
		superseded: of('superseded')?.count ?? 0
	};
}

export interface MailAttempt {
	id: string;
	result: MailAttemptTable['result'];
	detail: string;
	at: Instant;
}

/** One mail with every try of it, the oldest first; undefined when it belongs to another edition. */
export async function findMail(
	db: Reader,
	{ editionId, mailId }: { editionId: string; mailId: string }
): Promise<(ListedMail & Pick<Mail, 'messageId'> & { attempts: MailAttempt[] }) | undefined> {
	const row = await db
		.selectFrom('mail')
		.select([...columns, 'mail.messageId'])
		.where('id', '=', mailId)
		.where(({ or, eb }) => or([eb('editionId', '=', editionId), eb('editionId', 'is', null)]))
		.executeTakeFirst();
	if (!row) return undefined;
	const attempts = await db
		.selectFrom('mailAttempt')
		.select(['id', 'result', 'detail', 'at'])
		.where('mailId', '=', mailId)
		.orderBy('at')
		.orderBy('id')
		.execute();
	const { owner, ...mail } = row;
	const last = attempts.at(-1);
	return {
		...mail,
		leaving: owner !== null,
		lastAttempt: last ? { result: last.result, detail: last.detail } : null,
		attempts
	};
}

/** Addresses that no mail is sent to any more, the newest first, and how many there are in all. */
export async function listSuppressedAddresses(
	db: Reader,
	limit = 50
): Promise<{ addresses: { address: string; reason: string; at: Instant }[]; count: number }> {
	const addresses = await db
		.selectFrom('suppressedAddress')
		.selectAll()
		.orderBy('at', 'desc')
		.orderBy('address')
		.limit(limit)
		.execute();
	const { count } = await db
		.selectFrom('suppressedAddress')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return { addresses, count };
}
