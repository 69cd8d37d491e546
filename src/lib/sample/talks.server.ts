import type { Transaction } from '#lib/db/transaction.ts';
import { hour, later, type Instant } from '#lib/platform/clock.ts';
import { acceptTalk, confirmTalk, declineTalk, saveTalk } from '#lib/talks/commands.server.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';
import { expectDone } from './expect-done.ts';
import { guests } from './guests.ts';
import type { SampleStage } from './stage.ts';
import { talks, type SampleTalk } from './talks.ts';

/** Takes each talk as far as it got; answers with the talks' ids by title. */
export async function registerSampleTalks(
	trx: Transaction,
	stage: SampleStage,
	personIds: Map<string, string>,
	projectIds: Map<string, string>,
	now: Instant
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const [at, talk] of talks.entries()) {
		const id = await register(trx, stage, talk, projectIds, personIds, later(now, at * hour));
		ids.set(talk.title, id);
	}
	return ids;
}

async function register(
	trx: Transaction,
	{ editionId, by: organiser }: SampleStage,
	{ title, abstract, format, minutes, language, needs = '', state, note = '', ...talk }: SampleTalk,
	projectIds: Map<string, string>,
	personIds: Map<string, string>,
	now: Instant
): Promise<string> {
	const [author = '', ...others] = talk.speakers;
	const saved = await saveTalk(trx, {
		editionId,
		revision: 0,
		content: {
			title,
			abstract,
			format,
			minutes,
			language,
			needs,
			projectId: talk.project && (projectIds.get(talk.project) ?? null),
			coSpeakers: others.map((name) => ({
				name,
				email: guests.find((guest) => guest.name === name)?.email ?? ''
			}))
		},
		submit: state !== 'draft',
		by: personIds.get(author) ?? '',
		now
	});
	const { id: talkId } = expectDone(saved, `talk “${title}”`);
	const decidedAt = later(now, 96 * hour);
	const decision = { talkId, note, by: organiser, now: decidedAt };
	if (state === 'declined') expectDone(await declineTalk(trx, decision), `“no” to “${title}”`);
	if (isOnAgenda(state)) {
		expectDone(await acceptTalk(trx, decision), `“yes” to “${title}”`);
	}
	if (state === 'confirmed') {
		const confirmed = await confirmTalk(trx, {
			talkId,
			by: personIds.get(author) ?? '',
			now: later(decidedAt, hour)
		});
		expectDone(confirmed, `confirmed “${title}”`);
	}
	return talkId;
}
