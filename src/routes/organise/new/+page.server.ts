import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { createEdition } from '#lib/conference/commands.server.ts';
import { daysFromTo, newEditionForm } from '#lib/conference/edition.ts';
import { findLatestEdition } from '#lib/conference/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';

const usualZone = 'Europe/Riga';

/** A new edition begins as the last one: its place, zone and rooms. */
export const load: PageServerLoad = async ({ locals }) => {
	requireOrganiser(locals);
	const last = await findLatestEdition(locals.db);
	const lastYear = last?.days[0]?.dayOn.slice(0, 4) ?? instantNow().slice(0, 4);
	const year = String(Number(lastYear) + 1);
	const titles = Object.entries(last?.title ?? {});
	return {
		values: {
			slug: year,
			title: Object.fromEntries(
				titles.map(([language, title]) => [language, title.replaceAll(lastYear, year)])
			),
			timeZone: last?.timeZone ?? usualZone,
			venueName: last?.venueName ?? ''
		},
		rooms: last?.rooms.map(({ name }) => name) ?? [],
		timeZones: Intl.supportedValuesOf('timeZone')
	};
};

export const actions: Actions = {
	default: async ({ locals, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const form = parseForm(newEditionForm, await request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const { dayOn, lastDayOn, sameRooms, ...edition } = form.value;
		const last = await findLatestEdition(locals.db);
		const outcome = await createEdition(locals.db, {
			...edition,
			theme: {},
			venueAddress: last && last.venueName === edition.venueName ? last.venueAddress : '',
			talksDueAt: null,
			answersDueAt: null,
			days: daysFromTo(dayOn, lastDayOn ?? dayOn).map((on) => ({
				dayOn: on,
				opens: '09:00',
				closes: '17:00'
			})),
			rooms: sameRooms && last ? last.rooms.map(({ name, capacity }) => ({ name, capacity })) : [],
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) {
			return fail(409, {
				values: { ...edition, dayOn, lastDayOn, sameRooms },
				problems: { slug: `conference.${outcome.reason}` as const }
			});
		}
		setFlash(cookies, { key: 'organise.edition-made' });
		redirect(303, `/organise/${outcome.value.slug}/settings`);
	}
};
