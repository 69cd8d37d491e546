import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { addOrganiser, removeOrganiser } from '#lib/people/organisers.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { nameOf, organiserForm } from '#lib/people/person.ts';
import { findPerson, listOrganisers } from '#lib/people/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm, type FormProblems, type FormValues } from '#lib/platform/form.ts';
import type { MessageKey } from '#lib/platform/messages.ts';

interface UnsavedPerson {
	values: FormValues;
	problems: FormProblems;
	refusal: MessageKey | undefined;
}

export const load: PageServerLoad = async ({ locals }) => {
	const { id } = requireOrganiser(locals);
	return { organisers: await listOrganisers(locals.db), me: id };
};

export const actions: Actions = {
	add: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const form = parseForm(organiserForm, await request.formData());
		if (!form.ok) {
			const { values, problems } = form;
			const unsaved: UnsavedPerson = { values, problems, refusal: undefined };
			return fail(400, unsaved);
		}
		const { email } = form.value;
		const { created } = await addOrganiser(locals.db, {
			...form.value,
			language: locals.language,
			by: organiser.id,
			now: instantNow()
		});
		const key = created ? 'people.organiser-added' : 'people.organiser-already';
		setFlash(cookies, { key, values: { email } });
		redirect(303, `/organise/${params.edition}/team`);
	},

	remove: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const personId = String((await request.formData()).get('person'));
		const person = await findPerson(locals.db, personId);
		const outcome = await removeOrganiser(locals.db, {
			personId,
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) {
			const unsaved: UnsavedPerson = {
				values: {},
				problems: {},
				refusal: `people.${outcome.reason}`
			};
			return fail(409, unsaved);
		}
		const name = person ? nameOf(person) : '';
		setFlash(cookies, { key: 'people.organiser-removed', values: { name } });
		redirect(303, personId === organiser.id ? '/' : `/organise/${params.edition}/team`);
	}
};
