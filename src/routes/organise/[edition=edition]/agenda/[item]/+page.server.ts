import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RouteParams } from './$types';
import {
	placeItem,
	removeItem,
	unplaceItem,
	type PlacingRefusal
} from '#lib/agenda/commands.server.ts';
import { itemForm, placeForm } from '#lib/agenda/item.ts';
import { findPlaceable } from '#lib/agenda/queries.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import { lastActivityOn } from '#lib/people/activity.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow, later, minute, minutesBetween } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { inLanguage, type LocalizedText } from '#lib/platform/languages.ts';
import { instantAt, wallClockAt } from '#lib/platform/zone.ts';

const usualMinutes = 30;

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const placeable = await findPlaceable(locals.db, edition.id, params.item);
	if (!placeable) error(404, 'no such item');
	const { item, items } = placeable;
	const { startsAt, endsAt, talk } = item;
	const stands = startsAt && wallClockAt(startsAt, edition.timeZone);
	return {
		item,
		others: items.filter((other) => other.id !== item.id && other.startsAt !== null),
		values: {
			revision: item.revision,
			day: stands ? stands.day : (edition.days[0]?.dayOn ?? ''),
			starts: stands ? stands.time : '',
			minutes:
				startsAt && endsAt ? minutesBetween(startsAt, endsAt) : (talk?.minutes ?? usualMinutes),
			room: item.roomId ?? ''
		}
	};
};

type Asked = RequestEvent<RouteParams>;

export const actions = {
	place: async (event) => {
		const { locals, params, request, cookies } = event;
		const { organiser, edition } = await organiserOf(locals, params);
		const form = parseForm(placeForm, await request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const { itemId, talkId, revision, day, starts, minutes, room, insist } = form.value;
		const startsAt = instantAt(day, starts, edition.timeZone);
		const placed = await placeItem(locals.db, {
			editionId: edition.id,
			itemId: itemId || undefined,
			talkId: talkId || undefined,
			revision,
			roomId: room || null,
			startsAt,
			endsAt: later(startsAt, minutes * minute),
			insist,
			by: organiser.id,
			now: instantNow()
		});
		if (!placed.ok) {
			const { reason, current, meanwhile } = await lookAgain(event, edition, {
				...form.value,
				...placed
			});
			return fail(409, {
				// Saving once more is then a choice made in full sight.
				values: { ...form.value, revision: current.revision },
				problems: { form: `agenda.refused-${reason}` as const },
				mayInsist: reason === 'room-taken',
				meanwhile
			});
		}
		setFlash(cookies, { key: 'agenda.placed' });
		redirect(303, `/organise/${params.edition}/agenda`);
	},

	unplace: (event) => changeItem(event, unplaceItem, 'agenda.is-unplaced'),
	remove: (event) => changeItem(event, removeItem, 'agenda.is-removed')
} satisfies Actions;

async function changeItem(
	event: Asked,
	work: typeof unplaceItem | typeof removeItem,
	told: 'agenda.is-unplaced' | 'agenda.is-removed'
) {
	const { locals, params, request, cookies } = event;
	const { organiser, edition } = await organiserOf(locals, params);
	const form = parseForm(itemForm, await request.formData());
	if (!form.ok) return fail(400, { values: {}, problems: form.problems });
	const change = { editionId: edition.id, by: organiser.id, now: instantNow() };
	const done = await work(locals.db, { ...form.value, ...change });
	if (!done.ok) {
		const { reason, meanwhile } = await lookAgain(event, edition, { ...form.value, ...done });
		const problems = { form: `agenda.refused-${reason}` as const };
		return fail(409, { values: {}, problems, mayInsist: false, meanwhile });
	}
	setFlash(cookies, { key: told });
	redirect(303, `/organise/${params.edition}/agenda`);
}

/** What was refused as it stands now, and what somebody did to it meanwhile. Of what is gone the agenda tells. */
async function lookAgain(
	{ locals, params, cookies }: Asked,
	edition: Edition,
	{ reason, itemId, revision }: { reason: PlacingRefusal; itemId: string; revision: number }
) {
	const current = (await findPlaceable(locals.db, edition.id, params.item))?.item;
	const subject = current?.id || itemId;
	const last = subject ? await lastActivityOn(locals.db, subject) : undefined;
	if (!current) {
		if (last?.verb === 'agenda.removed') {
			const title = inLanguage(last.detail['title'] as LocalizedText, locals.t.language);
			const values = { name: last.name, title };
			setFlash(cookies, { key: 'agenda.removed-meanwhile', values, kind: 'attention' });
		} else {
			setFlash(cookies, { key: `agenda.refused-${reason}`, kind: 'attention' });
		}
		redirect(303, `/organise/${params.edition}/agenda`);
	}
	if (current.id === itemId && current.revision === revision) {
		return { reason, current, meanwhile: undefined };
	}
	const { startsAt, roomId } = current;
	return {
		// A talk that was taken off can be placed again: it has changed, it is not gone.
		reason: reason === 'unknown' ? ('changed-meanwhile' as const) : reason,
		current,
		meanwhile: { name: last?.name, startsAt, roomId, isRemoved: !current.id }
	};
}
