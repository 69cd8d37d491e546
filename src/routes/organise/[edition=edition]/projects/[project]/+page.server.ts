import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { listOrganisations } from '#lib/people/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { countryOptions } from '#lib/platform/countries.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { idIn, parseForm, type FormProblems, type FormValues } from '#lib/platform/form.ts';
import { newId } from '#lib/platform/ids.ts';
import { addMobility, removeMobility, updateProject } from '#lib/projects/commands.server.ts';
import {
	differingFields,
	reshape,
	savedValues,
	typedValues,
	type ProjectField,
	type ProjectValues
} from '#lib/projects/project-values.ts';
import { mobilityForm, projectForm } from '#lib/projects/project.ts';
import { findProject, listMobilities } from '#lib/projects/queries.server.ts';
import { countProjectUse, removeProject } from '#lib/talks/commands.server.ts';

const hints = { arrays: ['partners', 'countries'] };

/** Input that the page shows again instead of what is saved: of the project's form, or of the mobility's. */
interface UnsavedProject {
	values: ProjectValues | undefined;
	problems: FormProblems;
	/** The version that somebody else saved in between, and where it says something else. */
	meanwhile: { saved: ProjectValues; fields: ProjectField[] } | undefined;
	mobility: { values: FormValues; problems: FormProblems } | undefined;
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	requireOrganiser(locals);
	const project = await findProject(locals.db, params.project);
	if (!project) error(404, 'no such project');
	const [mobilities, organisations, use] = await Promise.all([
		listMobilities(locals.db, project.id),
		listOrganisations(locals.db),
		countProjectUse(locals.db, project.id)
	]);
	return {
		project,
		use,
		values: savedValues(project),
		mobilities,
		mobilityFormId: newId(),
		like: mobilities.find(({ id }) => id === url.searchParams.get('like')),
		organisations,
		countries: countryOptions(locals.t.language)
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const form = parseForm(projectForm, await request.formData(), hints);
		const values = typedValues(form.values);
		if (!form.ok) return fail(400, unsaved({ values, problems: form.problems }));
		const outcome = await updateProject(locals.db, {
			...form.value,
			projectId: params.project,
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) {
			const saved = await findProject(locals.db, params.project);
			if (!saved) error(404, 'no such project');
			const theirs = savedValues(saved);
			// Saving once more is then a choice made in full sight: both versions stand above the form.
			return fail(
				409,
				unsaved({
					values: { ...values, revision: theirs.revision },
					problems: { form: 'form.changed-meanwhile' },
					meanwhile: { saved: theirs, fields: differingFields(values, theirs) }
				})
			);
		}
		setFlash(cookies, { key: 'projects.saved' });
		redirect(303, `/organise/${params.edition}/projects/${params.project}`);
	},

	/** Adds or removes a row of the form; nothing is saved. */
	reshape: async ({ locals, request }) => {
		requireOrganiser(locals);
		const posted = await request.formData();
		const { values } = parseForm(projectForm, posted, hints);
		return unsaved({ values: reshape(typedValues(values), String(posted.get('change'))) });
	},

	remove: async ({ locals, params, cookies }) => {
		const organiser = requireOrganiser(locals);
		const { edition, project: projectId } = params;
		const asked = { projectId, by: organiser.id, now: instantNow() };
		const removed = await removeProject(locals.db, asked);
		setFlash(
			cookies,
			removed.ok
				? { key: 'projects.project-removed' }
				: { key: 'projects.refused-in-use', kind: 'attention' }
		);
		redirect(303, `/organise/${edition}/projects${removed.ok ? '' : `/${projectId}#remove`}`);
	},

	'add-mobility': async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const posted = await request.formData();
		const form = parseForm(mobilityForm, posted);
		if (!form.ok) {
			return fail(400, unsaved({ mobility: { values: form.values, problems: form.problems } }));
		}
		const { name, email, host, ...mobility } = form.value;
		const outcome = await addMobility(locals.db, {
			...mobility,
			formId: idIn(posted),
			projectId: params.project,
			person: { name, email },
			host: host ? { name: host } : null,
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) error(404, 'no such project');
		setFlash(cookies, { key: 'projects.mobility-added', values: { name } });
		const page = `/organise/${params.edition}/projects/${params.project}`;
		redirect(303, `${page}?like=${outcome.value.id}#mobilities`);
	},

	'remove-mobility': async ({ locals, params, request, cookies }) => {
		const organiser = requireOrganiser(locals);
		const mobilityId = String((await request.formData()).get('mobility'));
		await removeMobility(locals.db, { mobilityId, by: organiser.id, now: instantNow() });
		setFlash(cookies, { key: 'projects.mobility-removed' });
		redirect(303, `/organise/${params.edition}/projects/${params.project}#mobilities`);
	}
};

function unsaved(parts: Partial<UnsavedProject>): UnsavedProject {
	return { values: undefined, problems: {}, meanwhile: undefined, mobility: undefined, ...parts };
}
