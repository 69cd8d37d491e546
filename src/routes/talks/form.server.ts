import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { listEditions } from '#lib/conference/queries.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { countryOptions } from '#lib/platform/countries.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm, type FormProblems } from '#lib/platform/form.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import { listProjects } from '#lib/projects/queries.server.ts';
import { saveTalk } from '#lib/talks/commands.server.ts';
import { findTalk } from '#lib/talks/queries.server.ts';
import { savedValues, typedValues, type TalkValues } from '#lib/talks/talk-values.ts';
import { authorForm, submittedTalkForm, talkForm, talkReference } from '#lib/talks/talk.ts';

/** Input that a talk's form shows again when it was not stored. */
export interface UnsavedTalk {
	values: TalkValues;
	problems: FormProblems;
	reference: { talkId: string; editionId: string; revision: number };
	/** The conference it was written for, whose call may be over by now. */
	edition?: { id: string; title: LocalizedText };
	/** The version that was saved elsewhere meanwhile. */
	saved?: TalkValues;
}

/** Everything that the form offers to choose from, beside the talk itself. */
export async function formChoices(locals: App.Locals) {
	const person = requirePerson(locals);
	const projects = await listProjects(locals.db);
	return {
		projects: projects.map(({ id, title, acronym }) => ({ id, title, acronym })),
		askAuthor: person.name ? undefined : { countries: countryOptions(locals.t.language) }
	};
}

/** Saves, or saves and submits, what a talk's form posted; leads to the talk's page. A new talk brings its own id. */
export async function keepTalk(
	{ locals, request, cookies }: Pick<RequestEvent, 'locals' | 'request' | 'cookies'>,
	{ submit, ...which }: { submit: boolean; talkId?: string }
) {
	const person = requirePerson(locals);
	const posted = await request.formData();
	const reference = parseForm(talkReference, posted);
	if (!reference.ok) error(400, 'no such talk');
	const { editionId, revision } = reference.value;
	const talkId = which.talkId ?? reference.value.talkId;
	const form = parseForm(submit ? submittedTalkForm : talkForm, posted);
	const author = person.name ? undefined : parseForm(authorForm, posted);
	const values = typedValues(Object.fromEntries(posted));
	const edition = (await listEditions(locals.db)).find(({ id }) => id === editionId);
	const unsaved = (problems: FormProblems): UnsavedTalk => ({
		values,
		problems,
		reference: reference.value,
		...(edition && { edition: { id: edition.id, title: edition.title } })
	});
	if (!form.ok || author?.ok === false) {
		const problems = {
			...(author?.ok === false && author.problems),
			...(!form.ok && form.problems)
		};
		return fail(400, unsaved(problems));
	}
	if (!edition) return fail(400, unsaved({ editionId: 'form.choose' }));
	const outcome = await saveTalk(locals.db, {
		talkId: talkId || undefined,
		editionId,
		revision,
		content: form.value,
		author: author?.value,
		submit,
		by: person.id,
		now: instantNow()
	});
	if (!outcome.ok) {
		switch (outcome.reason) {
			case 'unknown':
				return error(404, 'no such talk');
			case 'incomplete':
				return fail(400, unsaved({ abstract: 'talks.abstract-missing' }));
			case 'no-such-project':
				return fail(400, unsaved({ projectId: 'form.choose' }));
			case 'changed-meanwhile': {
				const talk = await findTalk(locals.db, talkId);
				if (!talk) error(404, 'no such talk');
				// Saving once more is then a choice made in full sight of both.
				return fail(409, {
					...unsaved({}),
					reference: { ...reference.value, revision: talk.revision },
					saved: savedValues(talk)
				});
			}
			default:
				return fail(409, unsaved({ form: `talks.refused-${outcome.reason}` }));
		}
	}
	setFlash(cookies, { key: submit ? 'talks.is-submitted' : 'talks.is-saved' });
	return redirect(303, `/talks/${outcome.value.id}`);
}
