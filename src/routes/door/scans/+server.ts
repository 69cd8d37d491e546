import { error, json } from '@sveltejs/kit';
import { recordScans } from '#lib/door/commands.server.ts';
import { requireDevice } from '#lib/door/devices.server.ts';
import { listScansSince } from '#lib/door/queries.server.ts';
import { readUpload } from '#lib/door/requests.server.ts';
import { logCursor, scanUpload } from '#lib/door/upload.ts';
import { instantNow } from '#lib/platform/clock.ts';
import type { RequestHandler } from './$types';

/** The scans of other tablets since this one last asked. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { editionId } = requireDevice(locals);
	const cursor = url.searchParams.get('after') ?? undefined;
	if (cursor !== undefined && !logCursor.test(cursor)) error(400, 'not understood');
	const now = instantNow();
	const page = await listScansSince(locals.db, { editionId, cursor, now });
	return json({ ...page, now }, { headers: { 'cache-control': 'no-store' } });
};

export const POST: RequestHandler = async ({ locals, request, url }) => {
	const device = requireDevice(locals);
	const { scans, sentAt } = await readUpload(request, url, scanUpload);
	const now = instantNow();
	const verdicts = await recordScans(locals.db, { device, scans, sentAt, now });
	return json({ verdicts, now });
};
