import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { formChoices, keepTalk } from '../form.server.ts';
import { listPublishedPlaces } from '#lib/agenda/queries.server.ts';
import { takesTalks } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { updatePerson } from '#lib/people/commands.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import type { MessageKey } from '#lib/platform/messages.ts';
import { confirmTalk, withdrawTalk } from '#lib/talks/commands.server.ts';
import { findTalk } from '#lib/talks/queries.server.ts';
import { savedValues } from '#lib/talks/talk-values.ts';
import { authorForm, authorOf, isEditable, isOnAgenda, shownSpeakers } from '#lib/talks/talk.ts';

/** A talk is there for those who speak in it. Throws 404 for everybody else. */
async function requireOwnTalk(locals: App.Locals, id: string) {
	const person = requirePerson(locals);
	const talk = await findTalk(locals.db, id);
	if (!talk?.speakers.some(({ personId }) => personId === person.id)) error(404, 'no such talk');
	return { person, talk };
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { person, talk } = await requireOwnTalk(locals, params.id);
	const [edition, places, choices] = await Promise.all([
		getEdition(locals.db, talk.editionId),
		listPublishedPlaces(locals.db, [talk.editionId]),
		formChoices(locals)
	]);
	const { slug, title, timeZone, talksDueAt, venueName } = edition;
	const isAuthor = authorOf(talk)?.personId === person.id;
	const { abstract, language, format, minutes, needs, project, state } = talk;
	return {
		talk: {
			title: talk.title,
			...{ abstract, language, format, minutes, needs, project, state },
			speakers: shownSpeakers(talk, person.id)
		},
		note: talk.steps.findLast(({ step }) => step !== 'submitted' && step !== 'confirmed')?.note,
		isAuthor,
		mayEdit: isAuthor && isEditable(state),
		edition: { slug, title, timeZone, talksDueAt, venueName },
		isOpen: takesTalks(edition, instantNow()),
		place: isOnAgenda(state) ? places.get(talk.id) : undefined,
		...choices,
		projects: isAuthor ? choices.projects : [],
		values: savedValues(talk),
		reference: { talkId: talk.id, editionId: talk.editionId, revision: talk.revision }
	};
};

export const actions: Actions = {
	save: async (event) => {
		await requireOwnTalk(event.locals, event.params.id);
		return keepTalk(event, { talkId: event.params.id, submit: false });
	},
	submit: async (event) => {
		await requireOwnTalk(event.locals, event.params.id);
		return keepTalk(event, { talkId: event.params.id, submit: true });
	},

	confirm: async ({ locals, params, cookies }) => {
		const { person } = await requireOwnTalk(locals, params.id);
		const step = { talkId: params.id, by: person.id, now: instantNow() };
		const outcome = await confirmTalk(locals.db, step);
		if (!outcome.ok) return refuse(`talks.refused-${outcome.reason}`);
		setFlash(cookies, { key: 'talks.is-confirmed' });
		redirect(303, `/talks/${params.id}`);
	},

	withdraw: async ({ locals, params, cookies }) => {
		const { person } = await requireOwnTalk(locals, params.id);
		const step = { talkId: params.id, by: person.id, now: instantNow() };
		const outcome = await withdrawTalk(locals.db, step);
		if (!outcome.ok) return refuse(`talks.refused-${outcome.reason}`);
		setFlash(cookies, { key: 'talks.is-withdrawn' });
		redirect(303, `/talks/${params.id}`);
	},

	/** A co-speaker who was brought in by an address tells their name. */
	introduce: async ({ locals, params, request, cookies }) => {
		const { person } = await requireOwnTalk(locals, params.id);
		const form = parseForm(authorForm, await request.formData());
		if (!form.ok) return fail(400, { introduction: form.values, problems: form.problems });
		const { name, organisation, country } = form.value;
		await updatePerson(locals.db, {
			personId: person.id,
			name,
			country,
			...(organisation && { organisation: { name: organisation, country } }),
			language: person.language,
			by: person.id,
			now: instantNow()
		});
		setFlash(cookies, { key: 'talks.is-introduced' });
		redirect(303, `/talks/${params.id}`);
	}
};

function refuse(form: MessageKey) {
	return fail(409, { problems: { form } });
}
