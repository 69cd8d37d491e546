import { fail, redirect } from '@sveltejs/kit';
import { newGuestForm } from '#lib/guests/guest.ts';
import { writeInGuest } from '#lib/guests/commands.server.ts';
import { listOrganisations } from '#lib/people/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	const organisations = await listOrganisations(locals.db);
	return {
		back: `/organise/${edition.slug}/guests`,
		organisations
	};
};

export const actions = {
	default: async ({ locals, params, request, cookies }) => {
		const { edition, organiser } = await organiserOf(locals, params);
		const form = await request.formData();
		const parsed = parseForm(newGuestForm, form);
		if (!parsed.ok) return fail(400, parsed);
		const added = await writeInGuest(locals.db, {
			editionId: edition.id,
			guest: parsed.value,
			by: organiser.id,
			now: instantNow()
		});
		if (!added.ok) {
			const problems = { email: 'guests.refused-on-list' } as const;
			return fail(409, { ok: false as const, values: { ...parsed.value }, problems });
		}
		const { id, name, known, returned } = added.value;
		setFlash(cookies, {
			key: known ? 'guests.added-known' : 'guests.added',
			values: { name, returned: String(returned) }
		});
		redirect(303, `/organise/${edition.slug}/guests/${id}`);
	}
} satisfies Actions;
