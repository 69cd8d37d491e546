import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { getEdition } from '#lib/conference/queries.server.ts';
import { lastSequence } from '#lib/door/queries.server.ts';

/** A browser that is no device is shown how to become one; nothing of the list is in the page itself. */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { device } = locals;
	if (!device) redirect(303, '/door/pair');
	const { title, timeZone } = await getEdition(locals.db, device.editionId);
	return {
		device: { id: device.id, name: device.name, gate: device.gate },
		edition: { id: device.editionId, title, timeZone },
		lastSequence: await lastSequence(locals.db, device.id)
	};
};
