import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { placeItem, removeItem, unplaceItem } from '#lib/agenda/commands.server.ts';
import { itemForm, placeForm } from '#lib/agenda/item.ts';
import { listItems } from '#lib/agenda/queries.server.ts';
import { titleOf } from '#lib/agenda/release.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { requireEdition } from '#lib/conference/guard.server.ts';
import { lastActivityOn } from '#lib/people/activity.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow, later, minute, minutesBetween } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { instantAt, wallClockAt } from '#lib/platform/zone.ts';
import { findTalk } from '#lib/talks/queries.server.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';

const usualMinutes = 30;

/** What is to be placed: an item of the draft, or an accepted talk that is not on it yet. */
async function findPlaceable(locals: App.Locals, edition: Edition, id: string) {
	const items = await listItems(locals.db, edition.id);
	const item = items.find((one) => one.id === id || one.talk?.id === id);
	if (item) return { item, items };
	const talk = await findTalk(locals.db, id);
	if (talk?.editionId !== edition.id || !isOnAgenda(talk.state)) error(404, 'no such item');
	const unplaced = {
		id: '',
		kind: talk.format === 'workshop' ? ('workshop' as const) : ('talk' as const),
		title: titleOf(talk),
		talk,
		roomId: null,
		startsAt: null,
		endsAt: null,
		revision: 0
	};
	return { item: unplaced, items };
}

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const { item, items } = await findPlaceable(locals, edition, params.item);
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
		},
		lastChange: item.id ? await lastActivityOn(locals.db, item.id) : undefined
	};
};

export const actions: Actions = {
	place: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const edition = await requireEdition(locals, params.edition);
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
			const outdated = placed.reason === 'changed-meanwhile';
			const current = outdated && (await findPlaceable(locals, edition, params.item)).item;
			return fail(409, {
				// Saving once more is then a choice made in full sight.
				values: { ...form.value, ...(current && { revision: current.revision }) },
				problems: { form: `agenda.refused-${placed.reason}` as const },
				mayInsist: placed.reason === 'room-taken',
				outdated
			});
		}
		setFlash(cookies, { key: 'agenda.placed' });
		redirect(303, `/organise/${params.edition}/agenda`);
	},

	unplace: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const edition = await requireEdition(locals, params.edition);
		const form = parseForm(itemForm, await request.formData());
		if (!form.ok) return fail(400, { values: {}, problems: form.problems });
		const change = { editionId: edition.id, by: organiser.id, now: instantNow() };
		const done = await unplaceItem(locals.db, { ...form.value, ...change });
		if (!done.ok) {
			return fail(409, {
				values: {},
				problems: { form: `agenda.refused-${done.reason}` as const }
			});
		}
		setFlash(cookies, { key: 'agenda.is-unplaced' });
		redirect(303, `/organise/${params.edition}/agenda`);
	},

	remove: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const edition = await requireEdition(locals, params.edition);
		const form = parseForm(itemForm, await request.formData());
		if (!form.ok) return fail(400, { values: {}, problems: form.problems });
		const change = { editionId: edition.id, by: organiser.id, now: instantNow() };
		const done = await removeItem(locals.db, { ...form.value, ...change });
		if (!done.ok) {
			return fail(409, {
				values: {},
				problems: { form: `agenda.refused-${done.reason}` as const }
			});
		}
		setFlash(cookies, { key: 'agenda.is-removed' });
		redirect(303, `/organise/${params.edition}/agenda`);
	}
};
