import { latestRelease } from '#lib/agenda/queries.server.ts';
import { listSigners } from '#lib/guests/queries.server.ts';
import { announcementOf } from '#lib/invitations/announcement.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { PageServerLoad } from './$types';

/** The list that participants sign by hand: evidence that funders ask for. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	const release = await latestRelease(locals.db, edition.id);
	return {
		announcement: announcementOf(edition, release?.programme, locals.t.language),
		back: `/organise/${edition.slug}/guests`,
		signers: await listSigners(locals.db, edition.id, locals.t.language)
	};
};
