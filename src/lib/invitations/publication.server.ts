import { releaseAgenda, type PublishingRefusal } from '#lib/agenda/commands.server.ts';
import { speakerIdsIn, type Release } from '#lib/agenda/programme.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { addGuests } from '#lib/guests/commands.server.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, type Outcome } from '#lib/platform/refusal.ts';
import { reconcileCalendar, type EntryCounts } from './reconcile.server.ts';

export interface Publication {
	release: Release;
	/** Speakers who were not on the guest list before. */
	speakersAdded: number;
	entries: EntryCounts;
}

/**
 * Publishes the agenda: freezes it, puts the speakers of its talks on the guest list, and sends everybody whose
 * calendar is no longer right what changed. `expects` is the fingerprint that was shown before.
 */
export function publishAgenda(
	db: Database | Transaction,
	change: { editionId: string; note: string; expects?: string; by: string; now: Instant }
): Promise<Outcome<Publication, PublishingRefusal>> {
	return inTransaction(db, async (trx) => {
		const { editionId, now } = change;
		const released = await releaseAgenda(trx, change);
		if (!released.ok) return released;
		const release = released.value;
		const added = await addGuests(
			trx,
			speakerIdsIn(release.programme).map((personId) => ({
				editionId,
				personId,
				source: 'speaker' as const,
				role: 'speaker' as const,
				now
			}))
		);
		const entries = await reconcileCalendar(trx, { editionId, now });
		return done({ release, speakersAdded: added.filter(({ created }) => created).length, entries });
	});
}

/**
 * Brings every calendar in line with the edition and its newest release, after something changed that nothing was
 * published for, such as the venue.
 */
export function updateCalendars(
	db: Database | Transaction,
	{ editionId, by, now }: { editionId: string; by: string; now: Instant }
): Promise<EntryCounts> {
	return inTransaction(db, async (trx) => {
		const entries = await reconcileCalendar(trx, { editionId, now });
		const queued = entries.created + entries.updated + entries.cancelled;
		if (queued > 0) {
			await recordActivity(trx, {
				verb: 'calendars.updated',
				editionId,
				personId: by,
				detail: { queued },
				now
			});
		}
		return entries;
	});
}
