import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	findHeadings,
	importGuests,
	mostBytes,
	mostRows,
	previewImport,
	previewOf,
	readPreviewText,
	readRows,
	readTable,
	writePreviewText,
	type TableProblem
} from '#lib/guests/import/import.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { languageOr, type Language } from '#lib/platform/languages.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	return { back: `/organise/${edition.slug}/guests` };
};

export const actions = {
	/** Reads the file and shows what importing it would do. Writes nothing. */
	preview: async ({ locals, params, request }) => {
		const { edition } = await organiserOf(locals, params);
		const form = await readForm(request);
		const file = form?.get('list');
		const language = languageOr(String(form?.get('language')), locals.language);
		if (!form) return refuse('file-large', language);
		if (!(file instanceof File) || file.size === 0) return refuse('file-missing', language);
		if (file.size > mostBytes) return refuse('file-large', language);
		const table = await readTable(new Uint8Array(await file.arrayBuffer()));
		if (!table.ok) return refuse(table.reason, language, table.values);
		const headings = findHeadings(table.value);
		if (!headings) return refuse('file-headings', language);
		const read = readRows(table.value, headings, language);
		if (read.guests.length > mostRows) return refuse('file-rows', language);
		const plan = await previewImport(locals.db, {
			editionId: edition.id,
			guests: read.guests
		});
		return {
			preview: { ...previewOf(plan, read), file: file.name, headings },
			rows: writePreviewText(plan.filter(({ kind }) => kind !== 'skip').map(({ guest }) => guest))
		};
	},
	/** Imports what was previewed, judged anew. */
	import: async ({ locals, params, request, cookies }) => {
		const { edition, organiser } = await organiserOf(locals, params);
		const form = await readForm(request);
		if (!form) return refuse('file-large', locals.language);
		const { guests } = readPreviewText(String(form.get('rows') ?? ''));
		const outcome = await importGuests(locals.db, {
			editionId: edition.id,
			guests,
			by: organiser.id,
			now: instantNow()
		});
		const { created, updated } = outcome;
		setFlash(cookies, { key: 'guests.imported', values: { created, updated } });
		redirect(303, `/organise/${edition.slug}/guests`);
	}
} satisfies Actions;

/** Undefined when the server's own limit was passed before ours could be told in words. */
async function readForm(request: RequestEvent['request']): Promise<FormData | undefined> {
	try {
		return await request.formData();
	} catch (error) {
		if ((error as { status?: unknown }).status === 413) return undefined;
		throw error;
	}
}

function refuse(
	reason: TableProblem,
	language: Language,
	values: Record<string, string | number> = {}
) {
	return fail(reason === 'file-large' ? 413 : 400, {
		refused: {
			reason,
			language,
			values: { most: mostRows, megabytes: mostBytes / 2 ** 20, ...values }
		}
	});
}
