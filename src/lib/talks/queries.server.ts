import type { Reader } from '#lib/db/transaction.ts';
import { personNameRows, personRows } from '#lib/people/queries.server.ts';
import { projectTitleRows } from '#lib/projects/queries.server.ts';
import { foldTalk, inOrder, type Speaker, type TakenStep, type Talk } from './talk.ts';

/** Every talk of an edition, drafts included, in the order in which they were begun. */
export function listTalks(db: Reader, editionId: string): Promise<Talk[]> {
	return readTalks(db, { editionId });
}

export async function findTalk(db: Reader, id: string): Promise<Talk | undefined> {
	return (await readTalks(db, { id }))[0];
}

/** Throws when there is none. */
export async function getTalk(db: Reader, id: string): Promise<Talk> {
	const talk = await findTalk(db, id);
	if (!talk) throw new Error('a talk went missing');
	return talk;
}

/** The talks a person has a part in, as author or co-speaker, in all editions; the newest first. */
export async function listTalksOf(db: Reader, personId: string): Promise<Talk[]> {
	return (await readTalks(db, { personId })).reverse();
}

type Choice = { editionId: string } | { id: string } | { personId: string };

// Three queries, however many talks there are.
async function readTalks(db: Reader, choice: Choice): Promise<Talk[]> {
	const [talks, speakers, steps] = await Promise.all([
		db
			.selectFrom('talk')
			.leftJoin(projectTitleRows(db).as('project'), 'project.id', 'talk.projectId')
			.selectAll('talk')
			.select(['project.title as projectTitle', 'project.acronym'])
			.where('talk.id', 'in', chosen(db, choice))
			.orderBy('talk.createdAt')
			.orderBy('talk.id')
			.execute(),
		db
			.selectFrom('talkSpeaker')
			.innerJoin(personRows(db).as('person'), 'person.id', 'talkSpeaker.personId')
			.where('talkSpeaker.talkId', 'in', chosen(db, choice))
			.select([
				'talkSpeaker.talkId',
				'person.id as personId',
				'talkSpeaker.typedName',
				'person.name',
				'person.email',
				'person.language',
				'person.country',
				'person.organisationName as organisation',
				'person.organisationCountry'
			])
			.orderBy('talkSpeaker.position')
			.execute(),
		db
			.selectFrom('talkStep')
			.leftJoin(personNameRows(db).as('person'), 'person.id', 'talkStep.byPersonId')
			.where('talkStep.talkId', 'in', chosen(db, choice))
			.selectAll('talkStep')
			.select('person.name')
			.execute()
	]);
	const speakersOf = Map.groupBy(speakers, ({ talkId }) => talkId);
	const stepsOf = Map.groupBy(steps, ({ talkId }) => talkId);
	return talks.map(({ projectId, projectTitle, acronym, ...row }) => {
		const taken = inOrder(stepsOf.get(row.id) ?? []).map(
			({ id, number, step, note, byPersonId, name, at }): TakenStep => ({
				id,
				number,
				step,
				note,
				by: byPersonId ? { id: byPersonId, name: name ?? '' } : null,
				at
			})
		);
		return {
			...row,
			state: foldTalk(taken),
			project: projectId
				? { id: projectId, title: projectTitle ?? '', acronym: acronym ?? '' }
				: null,
			speakers: (speakersOf.get(row.id) ?? []).map(
				({ talkId: _, organisationCountry, country, ...speaker }): Speaker => ({
					...speaker,
					country: organisationCountry ?? country
				})
			),
			submittedAt: taken.findLast(({ step }) => step === 'submitted')?.at ?? null,
			steps: taken
		};
	});
}

function chosen(db: Reader, choice: Choice) {
	const ids = db.selectFrom('talk').select('talk.id');
	if ('id' in choice) return ids.where('talk.id', '=', choice.id);
	if ('editionId' in choice) return ids.where('talk.editionId', '=', choice.editionId);
	return ids
		.innerJoin('talkSpeaker', 'talkSpeaker.talkId', 'talk.id')
		.where('talkSpeaker.personId', '=', choice.personId);
}
