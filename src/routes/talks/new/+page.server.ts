import type { Actions, PageServerLoad } from './$types';
import { formChoices, keepTalk } from '../form.server.ts';
import { takesTalks } from '#lib/conference/edition.ts';
import { listEditions } from '#lib/conference/queries.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { newValues } from '#lib/talks/talk-values.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	requirePerson(locals);
	const now = instantNow();
	const [editions, choices] = await Promise.all([listEditions(locals.db), formChoices(locals)]);
	const calls = editions
		.filter((edition) => takesTalks(edition, now))
		.map(({ id, slug, title, talksDueAt, timeZone }) => ({
			id,
			slug,
			title,
			talksDueAt,
			timeZone
		}));
	const wanted = calls.find(({ slug }) => slug === url.searchParams.get('edition'));
	return {
		calls,
		...choices,
		values: newValues(locals.language),
		// The talk's id is made here, so that sending the form twice makes one talk.
		reference: { talkId: newId(), editionId: (wanted ?? calls.at(-1))?.id ?? '', revision: 0 }
	};
};

export const actions: Actions = {
	save: (event) => keepTalk(event, { submit: false }),
	submit: (event) => keepTalk(event, { submit: true })
};
