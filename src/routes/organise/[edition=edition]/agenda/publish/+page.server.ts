import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { findClashes, isGrave } from '#lib/agenda/clashes.ts';
import { diffProgrammes } from '#lib/agenda/difference.ts';
import { latestRelease, listItems, listReleases } from '#lib/agenda/queries.server.ts';
import { fingerprint, programmeDays } from '#lib/agenda/release.ts';
import { asOrganiser } from '#lib/conference/guard.server.ts';
import { publishAgenda } from '#lib/agenda/commands.server.ts';
import {
	countOutdated,
	previewPublication,
	readSettlingTime
} from '#lib/invitations/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow, minute } from '#lib/platform/clock.ts';
import { longText, text } from '#lib/platform/fields.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';

const publishForm = v.object({ note: longText(500), expects: text(20) });

export const load: PageServerLoad = async ({ locals, parent }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const [items, release, releases] = await Promise.all([
		listItems(locals.db, edition.id),
		latestRelease(locals.db, edition.id),
		listReleases(locals.db, edition.id)
	]);
	const draft = { days: programmeDays(items, edition) };
	return {
		items,
		releases,
		number: (release?.number ?? 0) + 1,
		difference: diffProgrammes(release?.programme, draft),
		preview: await previewPublication(locals.db, {
			edition,
			programme: draft,
			now: instantNow()
		}),
		clashes: findClashes(items, edition).filter(isGrave),
		expects: fingerprint(draft)
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request, cookies }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(publishForm, await request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const published = await publishAgenda(locals.db, {
			...asked,
			...form.value
		});
		if (!published.ok) {
			const { reason } = published;
			if (reason === 'nothing-changed') {
				// Pressed twice: the first time has done it.
				setFlash(cookies, { key: 'agenda.all-published' });
				redirect(303, `/organise/${params.edition}/agenda`);
			}
			return fail(409, {
				values: form.value,
				problems: { form: `agenda.refused-${reason}` as const }
			});
		}
		const { number } = published.value.release;
		const mails = await countOutdated(locals.db, asked);
		const minutes = Math.ceil((await readSettlingTime(locals.db)) / minute);
		setFlash(cookies, { key: 'agenda.published', values: { number, mails, minutes } });
		redirect(303, `/organise/${params.edition}/agenda`);
	}
};
