import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireDevice } from '#lib/door/devices.server.ts';
import { readUpload } from '#lib/door/requests.server.ts';
import { addWalkIn } from '#lib/door/commands.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request, url }) => {
	const device = requireDevice(locals);
	const walkIn = await readUpload(request, url, v.unknown());
	const now = instantNow();
	const { language } = locals;
	const verdict = await addWalkIn(locals.db, { device, walkIn, language, now });
	return json({ verdicts: [verdict], now });
};
