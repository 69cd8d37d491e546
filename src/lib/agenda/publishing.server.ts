import { recordChange } from '#lib/changes/commands.server.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { addGuests } from '#lib/guests/commands.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { releaseChange } from './agenda-changes.ts';
import { diffProgrammes, isUnchanged } from './difference.ts';
import { frozenProgramme } from './frozen-programme.ts';
import { lockAgenda } from './lock.server.ts';
import { speakerIdsIn, type Programme, type Release } from './programme.ts';
import { latestRelease, listItems } from './queries.server.ts';
import { fingerprint, programmeDays } from './release.ts';

export type PublishingRefusal = 'nothing-placed' | 'changed-meanwhile' | 'nothing-changed';

export interface Publication {
	release: Release;
	/** Speakers who were not on the guest list before. */
	speakersAdded: number;
}

/**
 * Publishes the agenda: freezes the draft as the next release and puts the speakers of its talks on the guest list.
 * Calendars follow once it has settled. `expects` is the fingerprint of what the organiser looked at; when the draft is
 * another by now, nothing is published. Nor is what readers have already.
 */
export function publishAgenda(
	db: Database | Transaction,
	{
		editionId,
		note,
		expects,
		by,
		now
	}: { editionId: string; note: string; expects?: string; by: string; now: Instant }
): Promise<Outcome<Publication, PublishingRefusal>> {
	return inTransaction(db, async (trx) => {
		await lockAgenda(trx, editionId);
		const edition = await getEdition(trx, editionId);
		const days = programmeDays(await listItems(trx, editionId), edition);
		if (days.length === 0) return refused('nothing-placed');
		if (expects && expects !== fingerprint({ days })) return refused('changed-meanwhile');
		const latest = await latestRelease(trx, editionId);
		if (latest && isUnchanged(diffProgrammes(latest.programme, { days }))) {
			return refused('nothing-changed');
		}
		const number = (latest?.number ?? 0) + 1;
		const { slug: editionSlug, timeZone } = edition;
		const programme: Programme = { editionSlug, number, releasedAt: now, timeZone, days };
		const id = newId();
		const added = await trx
			.insertInto('release')
			.values({
				id,
				editionId,
				number,
				note,
				programme: frozenProgramme.write(programme),
				byPersonId: by,
				releasedAt: now
			})
			.onConflict((conflict) => conflict.columns(['editionId', 'number']).doNothing())
			.executeTakeFirst();
		if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return refused('changed-meanwhile');
		recordChange(trx, releaseChange, {
			verb: 'agenda.released',
			editionId,
			subjectId: id,
			name: String(number),
			before: latest ? { number: latest.number } : null,
			after: { number, note },
			by,
			now
		});
		const speakers = await addGuests(
			trx,
			speakerIdsIn(programme).map((personId) => ({
				editionId,
				personId,
				source: 'speaker' as const,
				role: 'speaker' as const,
				by,
				now
			})),
			{ isPart: true }
		);
		return done({
			release: { id, number, note, releasedAt: now, programme },
			speakersAdded: speakers.filter(({ created }) => created).length
		});
	});
}
