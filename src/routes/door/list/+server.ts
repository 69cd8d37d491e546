import { requireDevice } from '#lib/door/devices.server.ts';
import { readList } from '#lib/door/queries.server.ts';
import type { RequestHandler } from './$types';

/** The whole guest list as a tablet keeps it; 304 while it is the one that the tablet has. */
export const GET: RequestHandler = async ({ locals, request }) => {
	const { editionId } = requireDevice(locals);
	const { body, tag } = await readList(locals.db, editionId);
	const headers = { etag: tag, 'cache-control': 'no-store' };
	if (request.headers.get('if-none-match') === tag)
		return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
};
