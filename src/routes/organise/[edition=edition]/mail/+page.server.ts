import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { asOrganiser, organiserOf } from '#lib/conference/guard.server.ts';
import { capsForm, isMailFilter } from '#lib/mail/outbox.ts';
import {
	countMails,
	listMailKinds,
	listMails,
	listSuppressedAddresses,
	outboxEmptyAt,
	readMailSettings
} from '#lib/mail/queries.server.ts';
import {
	allowAddress,
	limitMails,
	resumeMails,
	retryFailedMails,
	retryMail
} from '#lib/mail/commands.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { email, requiredText } from '#lib/platform/fields.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { ownPage } from '#lib/platform/own-page.ts';
import { askedPage } from '#lib/platform/paging.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	const { edition } = await organiserOf(locals, params);
	depends('mail:outbox');
	const { db } = locals;
	const asked = url.searchParams.get('show');
	const filter = isMailFilter(asked) ? asked : 'all';
	const kind = (url.searchParams.get('kind') ?? '').slice(0, 60);
	const search = (url.searchParams.get('search') ?? '').slice(0, 100);
	const page = askedPage(url);
	const editionId = edition.id;
	const now = instantNow();
	const [outbox, kinds, counts, settings, emptyAt, suppressed] = await Promise.all([
		listMails(db, { editionId, filter, kind, search, page }),
		listMailKinds(db, editionId),
		countMails(db, editionId),
		readMailSettings(db),
		outboxEmptyAt(db, now),
		listSuppressedAddresses(db)
	]);
	return {
		outbox,
		kinds,
		counts,
		filter,
		kind,
		search,
		suppressed,
		emptyAt: counts.queued > 0 ? emptyAt : null,
		caps: settings.caps,
		halt: settings.halt && { reason: settings.halt.reason, detail: settings.halt.detail },
		timeZone: edition.timeZone,
		now
	};
};

const mailForm = v.object({ mailId: requiredText(60) });
const addressForm = v.object({ address: email });

export const actions: Actions = {
	retry: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(mailForm, await request.formData());
		if (!form.ok) return fail(400, form);
		const outcome = await retryMail(locals.db, { ...asked, ...form.value });
		if (!outcome.ok) return fail(409, { refusal: `mail.refused-${outcome.reason}` as const });
		setFlash(cookies, { key: 'mail.retried' });
		redirect(303, ownPage(url));
	},

	'retry-failed': async ({ locals, params, cookies, url }) => {
		const count = await retryFailedMails(locals.db, await asOrganiser(locals, params));
		setFlash(cookies, { key: 'mail.retried-failed', values: { count } });
		redirect(303, ownPage(url));
	},

	resume: async ({ locals, params, cookies, url }) => {
		await resumeMails(locals.db, await asOrganiser(locals, params));
		setFlash(cookies, { key: 'mail.resumed' });
		redirect(303, ownPage(url));
	},

	limit: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(capsForm, await request.formData());
		if (!form.ok) return fail(400, form);
		await limitMails(locals.db, { ...asked, caps: form.value });
		setFlash(cookies, { key: 'mail.limited' });
		redirect(303, ownPage(url));
	},

	allow: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(addressForm, await request.formData());
		if (!form.ok) return fail(400, form);
		const { address } = form.value;
		await allowAddress(locals.db, { ...asked, address });
		setFlash(cookies, { key: 'mail.allowed', values: { address } });
		redirect(303, ownPage(url));
	}
};
