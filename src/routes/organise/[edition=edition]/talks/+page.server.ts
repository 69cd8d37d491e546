import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { takesTalks } from '#lib/conference/edition.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { nameOf } from '#lib/people/person.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { ownPage } from '#lib/platform/own-page.ts';
import { shortTitle } from '#lib/projects/project.ts';
import { acceptTalk } from '#lib/talks/commands.server.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import {
	chosenTalksForm,
	seenOf,
	talkStates,
	wasHandedIn,
	type TalkState
} from '#lib/talks/talk.ts';

/** Drafts are their authors' own: organisers learn only how many there are. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const all = await listTalks(locals.db, edition.id);
	const talks = all.filter(wasHandedIn);
	const asked = url.searchParams.get('state');
	const counts = Object.fromEntries(
		talkStates.map((one) => [one, talks.filter((talk) => talk.state === one).length])
	) as Record<TalkState, number>;
	const state = talkStates.find((one) => one === asked && one !== 'draft' && counts[one] > 0);
	return {
		takesTalks: takesTalks(edition, instantNow()),
		counts,
		drafts: all.filter((talk) => talk.state === 'draft' && !wasHandedIn(talk)).length,
		state,
		talks: talks
			.filter((talk) => talk.state !== 'draft' && (!state || talk.state === state))
			.sort((a, b) => talkStates.indexOf(a.state) - talkStates.indexOf(b.state))
			.map((talk) => ({
				id: talk.id,
				title: talk.title,
				format: talk.format,
				minutes: talk.minutes,
				language: talk.language,
				state: talk.state,
				seen: seenOf(talk),
				project: talk.project && shortTitle(talk.project),
				speakers: talk.speakers.map(nameOf)
			}))
	};
};

export const actions: Actions = {
	accept: async ({ locals, params, request, cookies, url }) => {
		const { organiser, edition } = await organiserOf(locals, params);
		const form = parseForm(chosenTalksForm, await request.formData(), { arrays: ['chosen'] });
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const ours = new Set((await listTalks(locals.db, edition.id)).map(({ id }) => id));
		const { chosen } = form.value;
		let accepted = 0;
		for (const seen of chosen) {
			const [talkId = ''] = seen.split(':');
			if (!ours.has(talkId)) continue;
			const decision = { talkId, note: '', seen, by: organiser.id, now: instantNow() };
			if ((await acceptTalk(locals.db, decision)).ok) accepted++;
		}
		if (accepted === 0) {
			const problems = { form: 'talks.refused-changed-meanwhile' as const };
			return fail(409, { values: form.values, problems });
		}
		const values = { count: accepted, others: chosen.length - accepted };
		setFlash(cookies, { key: 'talks.accepted-flash', values });
		redirect(303, ownPage(url));
	}
};
