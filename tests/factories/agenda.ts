import { unguarded } from '#lib/db/transaction.ts';
import { listItems } from '#lib/agenda/queries.server.ts';
import type { AgendaItem } from '#lib/agenda/item.ts';
import type { Database } from '#lib/db/connect.ts';
import type { AgendaItemTable } from '#lib/db/schema/agenda.ts';
import type { TalkTable } from '#lib/db/schema/talks.ts';
import { newId } from '#lib/platform/ids.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import { now } from './people.ts';
import { makeTalk } from './talks.ts';

/** A coffee break that stands nowhere yet; a talk's item with `talkId`. */
export async function makeItem(
	db: Database,
	{
		title = { en: 'Coffee', lv: 'Kafija' },
		...row
	}: Partial<Omit<AgendaItemTable, 'title'>> & { editionId: string; title?: LocalizedText }
): Promise<AgendaItem> {
	const id = newId();
	await unguarded(db)
		.insertInto('agendaItem')
		.values({
			id,
			kind: row.talkId ? 'talk' : 'break',
			talkId: null,
			roomId: null,
			startsAt: null,
			endsAt: null,
			createdAt: now,
			revision: 1,
			...row,
			title: JSON.stringify(row.talkId ? {} : title)
		})
		.execute();
	const item = (await listItems(db, row.editionId)).find((one) => one.id === id);
	if (!item) throw new Error('the item went missing');
	return item;
}

/** An accepted talk of these speakers on the draft of the agenda; not placed unless times are given. */
export async function makeTalkItem(
	db: Database,
	{
		editionId,
		speakerIds,
		talk,
		...row
	}: Partial<Omit<AgendaItemTable, 'title'>> & {
		editionId: string;
		speakerIds: string[];
		talk?: Partial<TalkTable>;
	}
): Promise<{ id: string; talkId: string }> {
	const made = await makeTalk(db, {
		title: 'Job shadowing in Malta',
		abstract: '',
		...talk,
		editionId,
		state: 'accepted',
		speakers: speakerIds
	});
	const { id } = await makeItem(db, { ...row, editionId, talkId: made.id });
	return { id, talkId: made.id };
}
