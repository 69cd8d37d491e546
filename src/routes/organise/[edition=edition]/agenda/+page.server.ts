import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findClashes } from '#lib/agenda/clashes.ts';
import { addItem } from '#lib/agenda/commands.server.ts';
import { draftDays } from '#lib/agenda/draft.ts';
import { occasionForm } from '#lib/agenda/item.ts';
import { latestRelease, readDraft } from '#lib/agenda/queries.server.ts';
import { hasChanged } from '#lib/agenda/release.ts';
import { asOrganiser } from '#lib/conference/guard.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { idIn, parseForm } from '#lib/platform/form.ts';

export const load: PageServerLoad = async ({ locals, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const [{ items, waiting }, release] = await Promise.all([
		readDraft(locals.db, edition.id),
		latestRelease(locals.db, edition.id)
	]);
	return {
		formId: newId(),
		items,
		waiting,
		days: draftDays(items, edition),
		clashes: findClashes(items, edition),
		release: release && { number: release.number, releasedAt: release.releasedAt },
		isPublished: release !== undefined && !hasChanged(release, items, edition)
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const asked = await asOrganiser(locals, params);
		const posted = await request.formData();
		const form = parseForm(occasionForm, posted);
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const { id } = await addItem(locals.db, {
			...asked,
			...form.value,
			formId: idIn(posted)
		});
		redirect(303, `/organise/${params.edition}/agenda/${id}`);
	}
};
