import { unguarded } from '#lib/db/transaction.ts';
import type { Database } from '#lib/db/connect.ts';
import type { TalkStepTable, TalkTable } from '#lib/db/schema/talks.ts';
import { newId } from '#lib/platform/ids.ts';
import { findTalk } from '#lib/talks/queries.server.ts';
import type { Talk, TalkContent, TalkState } from '#lib/talks/talk.ts';
import { makePerson, now } from './people.ts';

const ways: Record<TalkState, TalkStepTable['step'][]> = {
	draft: [],
	submitted: ['submitted'],
	accepted: ['submitted', 'accepted'],
	confirmed: ['submitted', 'accepted', 'confirmed'],
	declined: ['submitted', 'declined'],
	withdrawn: ['submitted', 'withdrawn']
};

/** A talk in any state; its speakers are made when none are given. The first is the author. */
export async function makeTalk(
	db: Database,
	{
		state = 'draft',
		speakers,
		...row
	}: Partial<TalkTable> & { editionId: string; state?: TalkState; speakers?: string[] }
): Promise<Talk> {
	const id = newId();
	await unguarded(db)
		.insertInto('talk')
		.values({
			id,
			projectId: null,
			title: 'Four weeks in Mühlgrün',
			abstract: 'The same trade, another bench.',
			format: 'talk',
			minutes: 30,
			language: 'en',
			needs: '',
			createdAt: now,
			updatedAt: now,
			revision: 1,
			...row
		})
		.execute();
	const persons = speakers ?? [(await makePerson(db)).id];
	await unguarded(db)
		.insertInto('talkSpeaker')
		.values(persons.map((personId, position) => ({ talkId: id, personId, position })))
		.execute();
	for (const [at, step] of ways[state].entries()) {
		await unguarded(db)
			.insertInto('talkStep')
			.values({
				id: newId(),
				talkId: id,
				number: at + 1,
				step,
				note: '',
				byPersonId: null,
				at: now
			})
			.execute();
	}
	const talk = await findTalk(db, id);
	if (!talk) throw new Error('the talk went missing');
	return talk;
}

/** What an author typed; complete enough to be submitted. */
export function talkContent(parts: Partial<TalkContent> = {}): TalkContent {
	return {
		title: 'One chair, four countries',
		abstract: 'Four classes built one chair.',
		format: 'talk',
		minutes: 20,
		language: 'lv',
		needs: '',
		projectId: null,
		coSpeakers: [],
		...parts
	};
}
