import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { requireEdition } from '#lib/conference/guard.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { longText } from '#lib/platform/fields.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { acceptTalk } from '#lib/talks/commands.server.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import { talkStates, wasHandedIn, type TalkState } from '#lib/talks/talk.ts';

const chosenForm = v.object({
	chosen: v.pipe(v.optional(v.array(v.string()), []), v.nonEmpty('talks.choose-some')),
	note: longText(2_000)
});

/** Drafts are their authors' own: organisers learn only how many there are. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const all = await listTalks(locals.db, edition.id);
	const talks = all.filter(wasHandedIn);
	const asked = url.searchParams.get('state');
	const state = talkStates.find((one) => one === asked && one !== 'draft');
	const counts = Object.fromEntries(
		talkStates.map((one) => [one, talks.filter((talk) => talk.state === one).length])
	) as Record<TalkState, number>;
	return {
		counts,
		drafts: all.filter((talk) => talk.state === 'draft' && !wasHandedIn(talk)).length,
		state,
		talks: talks
			.filter((talk) => talk.state !== 'draft' && (!state || talk.state === state))
			.sort((a, b) => talkStates.indexOf(a.state) - talkStates.indexOf(b.state))
			.map(({ id, title, format, minutes, language, state, project, speakers, submittedAt }) => ({
				id,
				title,
				format,
				minutes,
				language,
				state,
				project: project && (project.acronym || project.title),
				speakers: speakers.map(({ name, email }) => name || email || ''),
				submittedAt
			}))
	};
};

export const actions: Actions = {
	accept: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const edition = await requireEdition(locals, params.edition);
		const form = parseForm(chosenForm, await request.formData(), { arrays: ['chosen'] });
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const ours = new Set((await listTalks(locals.db, edition.id)).map(({ id }) => id));
		let accepted = 0;
		for (const talkId of form.value.chosen.filter((id) => ours.has(id))) {
			const { note } = form.value;
			const decision = { talkId, note, by: organiser.id, now: instantNow() };
			if ((await acceptTalk(locals.db, decision)).ok) accepted++;
		}
		locals.wakeMail();
		setFlash(cookies, { key: 'talks.accepted-flash', values: { count: accepted } });
		redirect(303, `/organise/${params.edition}/talks`);
	}
};
