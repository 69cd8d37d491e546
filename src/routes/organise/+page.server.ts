import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { listEditions } from '#lib/conference/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { createSampleConference } from '#lib/sample/commands.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
	requireOrganiser(locals);
	const editions = await listEditions(locals.db);
	return {
		editions: editions.map(({ slug, title, venueName, days }) => ({ slug, title, venueName, days }))
	};
};

export const actions: Actions = {
	sample: async ({ locals, cookies }) => {
		const organiser = requireOrganiser(locals);
		const outcome = await createSampleConference(locals.db, {
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) return fail(409, { refusal: 'organise.sample-too-late' as const });
		setFlash(cookies, { key: 'organise.sample-made' });
		redirect(303, `/organise/${outcome.value.slug}`);
	}
};
