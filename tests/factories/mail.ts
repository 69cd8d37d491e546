import { queueMails } from '#lib/mail/commands.server.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { newId } from '#lib/platform/ids.ts';
import { now } from './people.ts';

let count = 0;

/** What a room would ask the outbox to send. */
export function mailRequest(parts: Partial<MailRequest> = {}): MailRequest {
	return {
		kind: 'note',
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

/** Queues one mail and returns its row. */
export async function makeMail(
	db: Database,
	{ queuedAt = now, ...parts }: Partial<MailRequest> & { queuedAt?: string } = {}
) {
	const request = mailRequest(parts);
	await db.transaction().execute((trx) => queueMails(trx, [request], queuedAt));
	return db
		.selectFrom('mail')
		.selectAll()
		.where('dedupeKey', '=', request.dedupeKey)
		.executeTakeFirstOrThrow();
}
