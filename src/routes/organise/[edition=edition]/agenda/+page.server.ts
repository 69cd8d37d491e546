import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { findClashes } from '#lib/agenda/clashes.ts';
import { addItem } from '#lib/agenda/commands.server.ts';
import { draftDays, draftMove } from '#lib/agenda/draft.ts';
import { occasionForm } from '#lib/agenda/item.ts';
import { latestRelease, readDraft } from '#lib/agenda/queries.server.ts';
import { hasChanged } from '#lib/agenda/release.ts';
import { moveDraft } from '#lib/agenda/settings.server.ts';
import { asOrganiser } from '#lib/conference/guard.server.ts';
import { findSettlingCalendars } from '#lib/invitations/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { dayText } from '#lib/platform/fields.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { idIn, parseForm } from '#lib/platform/form.ts';

const moveForm = v.object({ from: dayText, to: dayText });

export const load: PageServerLoad = async ({ locals, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const [{ items, unplacedTalks }, release, settling] = await Promise.all([
		readDraft(locals.db, edition.id),
		latestRelease(locals.db, edition.id),
		findSettlingCalendars(locals.db, { editionId: edition.id, now: instantNow() })
	]);
	return {
		formId: newId(),
		settling,
		items,
		unplacedTalks,
		days: draftDays(items, edition),
		move: draftMove(items, edition),
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
	},

	/** Lets the agenda follow the conference's days. */
	move: async ({ locals, params, request, cookies }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(moveForm, await request.formData());
		if (!form.ok) error(400, 'no such days');
		const count = await moveDraft(locals.db, { ...asked, ...form.value });
		if (count > 0) setFlash(cookies, { key: 'agenda.all-moved', values: { count } });
		redirect(303, `/organise/${params.edition}/agenda`);
	}
};
