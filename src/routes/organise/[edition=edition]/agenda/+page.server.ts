import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findClashes } from '#lib/agenda/clashes.ts';
import { addItem } from '#lib/agenda/commands.server.ts';
import { diffProgrammes, isUnchanged } from '#lib/agenda/difference.ts';
import { occasionForm } from '#lib/agenda/item.ts';
import { latestRelease, listItems } from '#lib/agenda/queries.server.ts';
import { programmeDays } from '#lib/agenda/release.ts';
import { requireEdition } from '#lib/conference/guard.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { parseForm } from '#lib/platform/form.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';

export const load: PageServerLoad = async ({ locals, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const [items, talks, release] = await Promise.all([
		listItems(locals.db, edition.id),
		listTalks(locals.db, edition.id),
		latestRelease(locals.db, edition.id)
	]);
	const places = new Map(edition.rooms.map(({ id }, place) => [id, place]));
	const placeOf = ({ roomId }: { roomId: string | null }) => places.get(roomId ?? '') ?? -1;
	items.sort(
		(a, b) => (a.startsAt ?? '9').localeCompare(b.startsAt ?? '9') || placeOf(a) - placeOf(b)
	);
	const held = new Set(items.map(({ talk }) => talk?.id));
	const dayOf = ({ startsAt }: { startsAt: string | null }) =>
		startsAt && wallClockAt(startsAt, edition.timeZone).day;
	const draft = { days: programmeDays(items, edition) };
	return {
		items,
		waiting: talks.filter(({ id, state }) => isOnAgenda(state) && !held.has(id)),
		days: [...new Set([...edition.days.map(({ dayOn }) => dayOn), ...items.map(dayOf)])]
			.filter((day) => day !== null)
			.sort()
			.map((dayOn) => ({ dayOn, items: items.filter((item) => dayOf(item) === dayOn) })),
		clashes: findClashes(items, edition),
		release: release && { number: release.number, releasedAt: release.releasedAt },
		isPublished: release !== undefined && isUnchanged(diffProgrammes(release.programme, draft))
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const organiser = requireOrganiser(locals);
		const edition = await requireEdition(locals, params.edition);
		const form = parseForm(occasionForm, await request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const added = await addItem(locals.db, {
			...form.value,
			editionId: edition.id,
			by: organiser.id,
			now: instantNow()
		});
		if (!added.ok) return fail(409, { values: form.value, problems: {} });
		redirect(303, `/organise/${params.edition}/agenda/${added.value.id}`);
	}
};
