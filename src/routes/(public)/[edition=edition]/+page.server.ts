import { error } from '@sveltejs/kit';
import { conferenceHours } from '#lib/agenda/hours.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { isOver, takesTalks } from '#lib/conference/edition.ts';
import { findEdition } from '#lib/conference/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { allowCaches } from '#lib/platform/public-cache.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	const edition = await findEdition(locals.db, params.edition);
	if (!edition) error(404, 'no such edition');
	const release = await latestRelease(locals.db, edition.id);
	allowCaches(event);
	const now = instantNow();
	return {
		slug: edition.slug,
		title: edition.title,
		theme: edition.theme,
		venueName: edition.venueName,
		venueAddress: edition.venueAddress,
		timeZone: edition.timeZone,
		hours: conferenceHours(edition, release?.programme),
		talksDueAt: edition.talksDueAt,
		takesTalks: takesTalks(edition, now),
		isOver: isOver(edition, now),
		isPublished: release !== undefined
	};
};
