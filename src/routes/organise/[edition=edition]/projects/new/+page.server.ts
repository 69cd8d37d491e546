import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { listOrganisations } from '#lib/people/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { countryOptions } from '#lib/platform/countries.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { idIn, parseForm, type FormProblems } from '#lib/platform/form.ts';
import { newId } from '#lib/platform/ids.ts';
import { createProject } from '#lib/projects/commands.server.ts';
import { newProject, reshape, typedValues } from '#lib/projects/project-values.ts';
import { projectForm } from '#lib/projects/project.ts';

const hints = { arrays: ['partners', 'countries'] };

export const load: PageServerLoad = async ({ locals }) => {
	requireOrganiser(locals);
	return {
		formId: newId(),
		values: newProject,
		countries: countryOptions(locals.t.language),
		organisations: await listOrganisations(locals.db)
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const posted = await request.formData();
		const form = parseForm(projectForm, posted, hints);
		if (!form.ok) {
			return fail(400, { values: typedValues(form.values), problems: form.problems });
		}
		const outcome = await createProject(locals.db, {
			...form.value,
			formId: idIn(posted),
			by: organiser.id,
			now: instantNow()
		});
		setFlash(cookies, { key: 'projects.made' });
		const id = outcome.ok ? outcome.value.id : '';
		redirect(303, `/organise/${params.edition}/projects/${id}`);
	},

	/** Adds or removes a row of the form; nothing is saved. */
	reshape: async ({ locals, request }) => {
		requireOrganiser(locals);
		const posted = await request.formData();
		const { values } = parseForm(projectForm, posted, hints);
		return {
			values: reshape(typedValues(values), String(posted.get('change'))),
			problems: {} as FormProblems
		};
	}
};
