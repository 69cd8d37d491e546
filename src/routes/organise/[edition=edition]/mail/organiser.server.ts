import { error } from '@sveltejs/kit';
import type { Edition } from '#lib/conference/edition.ts';
import { findEdition } from '#lib/conference/queries.server.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import type { ActivityVerb } from '#lib/people/activity.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import type { SignedIn } from '#lib/people/person.ts';
import { instantNow, type Instant } from '#lib/platform/clock.ts';

/** Who asks, and for which edition. Throws for anybody but an organiser, and 404 for an edition there is not. */
export async function organiserOf(
	locals: App.Locals,
	params: { edition: string }
): Promise<{ organiser: SignedIn; edition: Edition }> {
	const organiser = requireOrganiser(locals);
	const edition = await findEdition(locals.db, params.edition);
	if (!edition) error(404, 'no such edition');
	return { organiser, edition };
}

interface Deed {
	verb: ActivityVerb;
	editionId: string;
	by: string;
	subjectId?: string;
	detail?: Record<string, unknown>;
}

/** Does something to the outbox and writes down who did, together; then wakes the worker. */
export async function done<Value>(
	locals: App.Locals,
	{ by, ...deed }: Deed,
	work: (trx: Transaction, now: Instant) => Promise<Value>
): Promise<Value> {
	const now = instantNow();
	const value = await inTransaction(locals.db, async (trx) => {
		const result = await work(trx, now);
		await recordActivity(trx, { ...deed, personId: by, now });
		return result;
	});
	locals.wakeMail();
	return value;
}
