import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { listItems, listPublishedPlaces } from '#lib/agenda/queries.server.ts';
import { takesTalks } from '#lib/conference/edition.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { acceptTalk, declineTalk, withdrawOnBehalf } from '#lib/talks/commands.server.ts';
import { findTalk } from '#lib/talks/queries.server.ts';
import { afterStep, decisionForm, seenOf, wasHandedIn } from '#lib/talks/talk.ts';

/** A talk of this edition that was handed in; before, it is nobody's but its speakers'. */
async function requireTalk(locals: App.Locals, editionId: string, id: string) {
	const talk = await findTalk(locals.db, id);
	if (talk?.editionId !== editionId || !wasHandedIn(talk)) error(404, 'no such talk');
	return talk;
}

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const talk = await requireTalk(locals, edition.id, params.id);
	const [places, items] = await Promise.all([
		listPublishedPlaces(locals.db, [edition.id]),
		listItems(locals.db, edition.id)
	]);
	return {
		talk,
		seen: seenOf(talk),
		isOpen: takesTalks(edition, instantNow()),
		place: places.get(talk.id),
		isPlaced: items.some((item) => item.talk?.id === talk.id && item.startsAt !== null),
		may: {
			accept: afterStep(talk.state, 'accepted') !== undefined,
			decline: afterStep(talk.state, 'declined') !== undefined,
			withdraw: afterStep(talk.state, 'withdrawn') !== undefined
		}
	};
};

async function decide(
	{ locals, params, request, cookies }: RequestEvent,
	command: typeof acceptTalk,
	flash: 'talks.accepted-one' | 'talks.declined-one' | 'talks.withdrawn-one'
) {
	const { organiser, edition } = await organiserOf(locals, params);
	const talk = await requireTalk(locals, edition.id, params.id);
	const form = parseForm(decisionForm, await request.formData());
	if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
	const decided = await command(locals.db, {
		...form.value,
		talkId: talk.id,
		by: organiser.id,
		now: instantNow()
	});
	if (!decided.ok) {
		return fail(409, {
			values: form.value,
			problems: {
				form:
					decided.reason === 'changed-meanwhile'
						? ('talks.refused-changed-meanwhile' as const)
						: ('talks.decided-meanwhile' as const)
			}
		});
	}
	setFlash(cookies, { key: flash });
	redirect(303, `/organise/${params.edition}/talks/${params.id}`);
}

export const actions: Actions = {
	accept: (event) => decide(event, acceptTalk, 'talks.accepted-one'),
	decline: (event) => decide(event, declineTalk, 'talks.declined-one'),
	withdraw: (event) => decide(event, withdrawOnBehalf, 'talks.withdrawn-one')
};
