import { unguarded, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import * as v from 'valibot';
import { queueMails } from '#lib/mail/commands.server.ts';
import { mailKind } from '#lib/mail/mail-kind.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { newId } from '#lib/platform/ids.ts';
import { now } from './people.ts';

let count = 0;

/** A mail that says what its payload tells, so that a test can say anything; see `note` in tests/mail/worker.ts. */
export const noteKind = mailKind(
	'note',
	v.partial(
		v.object({
			unwanted: v.boolean(),
			broken: v.boolean(),
			subject: v.string(),
			html: v.string(),
			text: v.string(),
			unsubscribeUrl: v.string(),
			calendar: v.object({ method: v.picklist(['REQUEST', 'CANCEL']), content: v.string() }),
			attachments: v.array(v.looseObject({}))
		})
	)
);

export type NoteRequest = MailRequest<typeof noteKind>;

/** What a room would ask the outbox to send. */
export function mailRequest(parts: Partial<NoteRequest> = {}): NoteRequest {
	return {
		kind: noteKind,
		editionId: null,
		personId: null,
		to: { address: `reader-${++count}@school.example`, name: 'Reader' },
		language: 'en',
		payload: {},
		dedupeKey: newId(),
		priority: 3,
		...parts
	};
}

export type NewMail = Partial<Omit<NoteRequest, 'kind'>> & { kind?: string; queuedAt?: string };

/** Queues one note, which the outbox knows as a mail of `kind`, and returns its row. */
export async function makeMail(
	db: Database,
	{ queuedAt = now, kind = noteKind.name, ...parts }: NewMail = {}
) {
	const request = mailRequest(parts);
	await inUnrecordedTransaction(db, 'a test', (trx) => queueMails(trx, [request], queuedAt));
	return unguarded(db)
		.updateTable('mail')
		.set({ kind })
		.where('dedupeKey', '=', request.dedupeKey)
		.returningAll()
		.executeTakeFirstOrThrow();
}
