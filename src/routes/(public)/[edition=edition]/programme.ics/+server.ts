import { error, type RequestHandler } from '@sveltejs/kit';
import { programmeFeed } from '#lib/agenda/feed.server.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { findEditionHeading } from '#lib/conference/queries.server.ts';
import { feedResponse } from '#lib/platform/public-cache.server.ts';

export const GET: RequestHandler = async ({ locals, params, request }) => {
	const edition = await findEditionHeading(locals.db, params['edition'] ?? '');
	if (!edition) error(404, 'no such edition');
	const release = await latestRelease(locals.db, edition.id);
	const { config, t } = locals;
	return feedResponse(request, {
		body: () =>
			programmeFeed(release, { edition, origin: config.origin, sender: config.mailFrom, t }),
		version: `${release?.id ?? edition.id}-${edition.revision}-${t.language}`,
		type: 'text/calendar; charset=utf-8',
		headers: { 'content-disposition': `inline; filename="${edition.slug}.ics"` }
	});
};
