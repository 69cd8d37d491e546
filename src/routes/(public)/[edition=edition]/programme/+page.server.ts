import { error } from '@sveltejs/kit';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { readProgramme } from '#lib/agenda/readable-programme.ts';
import { isOver } from '#lib/conference/edition.ts';
import { findEditionHeading, getEdition } from '#lib/conference/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { allowCaches } from '#lib/platform/public-cache.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, isDataRequest } = event;
	const edition = await findEditionHeading(locals.db, params.edition);
	if (!edition) error(404, 'no such edition');
	const release = await latestRelease(locals.db, edition.id);
	allowCaches(event);
	const programme = release && readProgramme(release, locals.t);
	const { slug, title, theme, venueName, venueAddress } = edition;
	return {
		edition: { slug, title, theme, venueName, venueAddress },
		isOver: !release && isOver(await getEdition(locals.db, edition.id), instantNow()),
		host: new URL(locals.config.origin).host,
		programme: programme && (isDataRequest ? programme : unserialised(programme))
	};
};

/**
 * SvelteKit writes a page's data out as script before it sees that the page has none. What is not enumerable it
 * leaves alone: for a whole programme that is a quarter of the request's time.
 */
function unserialised<T extends object>(value: T): T {
	const descriptors = Object.getOwnPropertyDescriptors(value);
	for (const descriptor of Object.values(descriptors)) descriptor.enumerable = false;
	return Object.create(Object.prototype, descriptors);
}
