import type { Insertable } from 'kysely';
import { signalOnCommit } from '#lib/changes/signals.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { MailTable } from '#lib/db/schema/mail.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { fold, oneLine } from '#lib/platform/text.ts';
import type { MailKind } from './mail-kind.ts';
import { messageIdOf } from './message-id.server.ts';
import { readMailSettings } from './settings.server.ts';
import type { MailRequest } from './template.server.ts';
import { supersedeOlder } from './threads.server.ts';

export { nameMailHost } from './settings.server.ts';
export {
	allowAddress,
	limitMails,
	redirectMails,
	resumeMails,
	retryFailedMails,
	retryMail
} from './attention.server.ts';

/**
 * Puts mails into the outbox, in the transaction of their cause; they leave after it commits. A request whose
 * `dedupeKey` is already there changes nothing. An older mail of the same thread that has not left is dropped.
 * Returns how many are new. Throws when a thread's revision is taken by a mail with another key.
 */
export async function queueMails(
	trx: Transaction,
	requests: MailRequest[],
	now: Instant
): Promise<number> {
	if (requests.length === 0) return 0;
	signalOnCommit(trx, 'mails');
	const { host } = await readMailSettings(trx);
	const first = await firstOfThreads(trx, requests);
	const rows = requests.map((request) => rowOf(request, first, host, now));
	let queued = 0;
	for (const some of inChunks(rows)) {
		const result = await trx
			.insertInto('mail')
			.values(some)
			.onConflict((conflict) => conflict.column('dedupeKey').doNothing())
			.executeTakeFirst();
		queued += Number(result.numInsertedOrUpdatedRows ?? 0);
	}
	const threads = rows.flatMap(({ thread }) => thread ?? []);
	await supersedeOlder(trx, threads, now);
	return queued;
}

function rowOf(
	request: MailRequest<MailKind>,
	first: Map<string, string>,
	host: string,
	now: Instant
): Insertable<MailTable> {
	const { thread, revision = 0 } = request;
	const id = newId();
	const toName = oneLine(request.to.name);
	return {
		id,
		editionId: request.editionId,
		personId: request.personId,
		kind: request.kind.name,
		toAddress: oneLine(request.to.address),
		toName,
		toNameFolded: fold(toName),
		language: request.language,
		payload: request.kind.payload.write(request.payload),
		messageId: messageIdOf({ id, thread, revision, host }),
		inReplyTo:
			thread !== undefined && revision > 0
				? (first.get(thread) ?? messageIdOf({ id, thread, revision: 0, host }))
				: null,
		dedupeKey: request.dedupeKey,
		thread: thread ?? null,
		revision,
		priority: request.priority,
		queuedAt: now,
		dueAt: request.dueAt ?? now,
		attempt: 0,
		owner: null,
		state: 'queued',
		finishedAt: null,
		subject: ''
	};
}

/** The Message-ID that each thread began with: the host in it may have been another one then. */
async function firstOfThreads(
	trx: Transaction,
	requests: MailRequest<MailKind>[]
): Promise<Map<string, string>> {
	const later = requests.filter(({ revision = 0 }) => revision > 0);
	const threads = new Set(later.flatMap(({ thread }) => thread ?? []));
	const first = new Map<string, string>();
	for (const some of inChunks([...threads])) {
		const rows = await trx
			.selectFrom('mail')
			.select(['thread', 'messageId'])
			.where('thread', 'in', some)
			.where('revision', '=', 0)
			.execute();
		for (const { thread, messageId } of rows) if (thread !== null) first.set(thread, messageId);
	}
	return first;
}
