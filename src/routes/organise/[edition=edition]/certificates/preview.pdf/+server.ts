import { error } from '@sveltejs/kit';
import { listEarned } from '#lib/certificates/overview.server.ts';
import { pdfResponse, printSpecimen } from '#lib/certificates/print.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import type { RequestHandler } from './$types';

/** Somebody's certificate as it would look today: of `?guest=`, else of the first who can have one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { edition, organiser } = await organiserOf(locals, params);
	const earned = await listEarned(locals.db, { editionId: edition.id, by: organiser.id });
	const guestId = url.searchParams.get('guest');
	const shown = earned.find(({ guest, problem }) =>
		guestId === null ? !problem : guest.id === guestId && !problem
	);
	if (!shown) error(404, 'nobody to show');
	const { origin } = locals.config;
	return pdfResponse(printSpecimen(shown.content, { origin, now: instantNow() }), {
		name: 'specimen.pdf',
		t: locals.t
	});
};
