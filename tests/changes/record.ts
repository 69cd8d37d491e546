import { recordChange } from '#lib/changes/commands.server.ts';
import { doorChange } from '#lib/conference/edition-changes.ts';
import type { Transaction } from '#lib/db/transaction.ts';

/** Records that a door was opened: a row of the log that needs nothing else in the database. */
export function recordNote(trx: Transaction, subjectId: string, editionId: string | null = null) {
	recordChange(trx, doorChange, {
		verb: 'door.opened',
		editionId,
		subjectId,
		before: { open: false },
		after: { open: true },
		by: null,
		now: '2027-03-01T08:00:00.000Z'
	});
}
