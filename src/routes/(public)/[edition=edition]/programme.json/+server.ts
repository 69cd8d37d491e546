import { error, type RequestHandler } from '@sveltejs/kit';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { scheduleOf } from '#lib/agenda/schedule.server.ts';
import { findEditionHeading } from '#lib/conference/queries.server.ts';
import { feedResponse } from '#lib/platform/public-cache.server.ts';

export const GET: RequestHandler = async ({ locals, params, request }) => {
	const edition = await findEditionHeading(locals.db, params['edition'] ?? '');
	if (!edition) error(404, 'no such edition');
	const release = await latestRelease(locals.db, edition.id);
	const { config, language } = locals;
	return feedResponse(request, {
		body: () => JSON.stringify(scheduleOf(release, { edition, origin: config.origin, language })),
		version: `${release?.id ?? edition.id}-${edition.revision}-${language}`,
		type: 'application/json; charset=utf-8',
		// Anybody's site may show the programme.
		headers: { 'access-control-allow-origin': '*' }
	});
};
