import type { PageServerLoad } from './$types';
import { listPublishedPlaces } from '#lib/agenda/queries.server.ts';
import { takesTalks } from '#lib/conference/edition.ts';
import { listEditions } from '#lib/conference/queries.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { listTalksOf } from '#lib/talks/queries.server.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const [talks, editions] = await Promise.all([
		listTalksOf(locals.db, person.id),
		listEditions(locals.db)
	]);
	const places = await listPublishedPlaces(
		locals.db,
		talks.map(({ editionId }) => editionId)
	);
	const now = instantNow();
	const shown = new Map(
		editions.map(({ id, slug, title, talksDueAt, timeZone, venueName }) => [
			id,
			{ slug, title, talksDueAt, timeZone, venueName }
		])
	);
	return {
		talks: talks.map(({ id, title, language, state, speakers, editionId }) => ({
			id,
			title,
			language,
			state,
			author: speakers[0]?.personId === person.id ? undefined : speakers[0]?.name,
			place: isOnAgenda(state) ? places.get(id) : undefined,
			edition: shown.get(editionId)
		})),
		calls: editions.filter((edition) => takesTalks(edition, now)).map(({ slug }) => slug)
	};
};
