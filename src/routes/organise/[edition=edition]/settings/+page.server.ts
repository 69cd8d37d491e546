import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { draftMove } from '#lib/agenda/draft.ts';
import { latestRelease, listItems } from '#lib/agenda/queries.server.ts';
import { hasChanged } from '#lib/agenda/release.ts';
import { changeSettings } from '#lib/agenda/settings.server.ts';
import {
	differingFields,
	reshape,
	savedValues,
	typedValues,
	type EditionField,
	type EditionValues
} from '#lib/conference/edition-values.ts';
import { deadlineAt, editionForm } from '#lib/conference/edition.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { findSettlingCalendars } from '#lib/invitations/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm, type FormProblems } from '#lib/platform/form.ts';

const hints = { arrays: ['days', 'rooms'] };

export const load: PageServerLoad = async ({ locals, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const editionId = edition.id;
	const [items, release, settling] = await Promise.all([
		listItems(locals.db, editionId),
		latestRelease(locals.db, editionId),
		findSettlingCalendars(locals.db, { editionId, now: instantNow() })
	]);
	return {
		values: savedValues(edition),
		timeZones: Intl.supportedValuesOf('timeZone'),
		settling,
		changed: hasChanged(release, items, edition),
		move: draftMove(items, edition)
	};
};

/** Input that the page shows again instead of what is saved. */
interface UnsavedSettings {
	values: EditionValues;
	problems: FormProblems;
	/** The version that somebody else saved in between, and where it says something else. */
	meanwhile: { saved: EditionValues; fields: EditionField[] } | undefined;
}

export const actions: Actions = {
	save: async ({ locals, params, request, cookies }) => {
		const { organiser, edition } = await organiserOf(locals, params);
		const form = parseForm(editionForm, await request.formData(), hints);
		if (!form.ok) {
			const typed: UnsavedSettings = {
				values: typedValues(form.values),
				problems: form.problems,
				meanwhile: undefined
			};
			return fail(400, typed);
		}
		const { talksDue, answersDue, ...settings } = form.value;
		const { timeZone } = settings;
		const outcome = await changeSettings(locals.db, {
			...settings,
			editionId: edition.id,
			talksDueAt: deadlineAt(talksDue, timeZone),
			answersDueAt: deadlineAt(answersDue, timeZone),
			by: organiser.id,
			now: instantNow()
		});
		if (outcome.ok) {
			setFlash(cookies, { key: 'conference.saved' });
			redirect(303, `/organise/${params.edition}/settings`);
		}
		const typed = typedValues(form.values);
		if (outcome.reason === 'day-twice') {
			const refused: UnsavedSettings = {
				values: typed,
				problems: { days: 'conference.day-twice' },
				meanwhile: undefined
			};
			return fail(409, refused);
		}
		const saved = savedValues(await getEdition(locals.db, edition.id));
		if (outcome.reason === 'room-in-use') {
			// The room comes back into the form, with what is wrong beside it.
			const inUse = saved.rooms.filter(({ id }) => id === outcome.values?.['roomId']);
			const refused: UnsavedSettings = {
				values: { ...typed, rooms: [...typed.rooms, ...inUse] },
				problems: { [`rooms.${typed.rooms.length}.name`]: 'conference.room-in-use' },
				meanwhile: undefined
			};
			return fail(409, refused);
		}
		const outdated: UnsavedSettings = {
			// Saving once more is then a choice made in full sight.
			values: { ...typed, revision: saved.revision },
			problems: { form: 'form.changed-meanwhile' },
			meanwhile: { saved, fields: differingFields(typed, saved) }
		};
		return fail(409, outdated);
	},

	/** Adds or removes a row of the form; nothing is saved. */
	reshape: async ({ locals, request }) => {
		requireOrganiser(locals);
		const posted = await request.formData();
		const form = parseForm(editionForm, posted, hints);
		const typed = typedValues(form.values);
		const reshaped: UnsavedSettings = {
			values: reshape(typed, String(posted.get('change'))),
			problems: {},
			meanwhile: undefined
		};
		return reshaped;
	}
};
