import type { Database } from '#lib/db/connect.ts';
import type { AgendaItemTable, TalkTable } from '#lib/db/schema.ts';
import { newId } from '#lib/platform/ids.ts';
import { now } from './people.ts';

/** An accepted talk of these speakers on the draft of the agenda; not placed unless times are given. */
export async function makeTalkItem(
	db: Database,
	{
		editionId,
		speakerIds,
		talk,
		...row
	}: Partial<AgendaItemTable> & {
		editionId: string;
		speakerIds: string[];
		talk?: Partial<TalkTable>;
	}
): Promise<{ id: string; talkId: string }> {
	const talkId = newId();
	await db
		.insertInto('talk')
		.values({
			id: talkId,
			editionId,
			projectId: null,
			title: 'Job shadowing in Malta',
			abstract: '',
			format: 'talk',
			minutes: 30,
			language: 'en',
			needs: '',
			createdAt: now,
			updatedAt: now,
			revision: 1,
			...talk
		})
		.execute();
	for (const [position, personId] of speakerIds.entries()) {
		await db.insertInto('talkSpeaker').values({ talkId, personId, position }).execute();
	}
	for (const step of ['submitted', 'accepted'] as const) {
		await db
			.insertInto('talkStep')
			.values({ id: newId(), talkId, step, note: '', byPersonId: null, at: now })
			.execute();
	}
	const id = newId();
	await db
		.insertInto('agendaItem')
		.values({
			id,
			editionId,
			kind: 'talk',
			title: '{}',
			roomId: null,
			startsAt: null,
			endsAt: null,
			createdAt: now,
			revision: 1,
			...row,
			talkId
		})
		.execute();
	return { id, talkId };
}
