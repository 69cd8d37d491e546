import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	issueCertificates,
	reissueCertificate,
	revokeCertificate
} from '#lib/certificates/commands.server.ts';
import { listRecipients } from '#lib/certificates/overview.server.ts';
import { partsOf } from '#lib/certificates/print-parts.ts';
import { isRecipientFilter } from '#lib/certificates/recipient.ts';
import { endsAt } from '#lib/conference/edition.ts';
import { asOrganiser, organiserOf } from '#lib/conference/guard.server.ts';
import { mailProgress } from '#lib/mail/queries.server.ts';
import { retryMail } from '#lib/mail/commands.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { requiredText, ticked } from '#lib/platform/fields.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { ownPage } from '#lib/platform/own-page.ts';
import { askedPage } from '#lib/platform/paging.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	const { edition } = await organiserOf(locals, params);
	depends('certificates:progress');
	const { db } = locals;
	const asked = url.searchParams.get('show');
	const filter = isRecipientFilter(asked) ? asked : 'all';
	const search = (url.searchParams.get('search') ?? '').slice(0, 100);
	const page = askedPage(url);
	const [listed, progress] = await Promise.all([
		listRecipients(db, {
			editionId: edition.id,
			filter,
			search,
			page,
			guestId: url.searchParams.get('change')
		}),
		mailProgress(db, { editionId: edition.id, kinds: ['certificate'] })
	]);
	const end = endsAt(edition);
	const { all, due, unnamed, revoked } = listed.counts;
	const valid = all - due - unnamed - revoked;
	return {
		...listed,
		filter,
		search,
		progress,
		slug: edition.slug,
		timeZone: edition.timeZone,
		endsAt: end !== undefined && instantNow() < end ? end : null,
		paperParts: partsOf(listed.counts.paper),
		valid,
		validParts: partsOf(valid)
	};
};

const issueForm = v.object({ guestId: v.optional(v.string()), early: ticked });
const revokeForm = v.object({ certificateId: v.string(), reason: requiredText(300) });
const reissueForm = v.object({ guestId: v.string(), reason: requiredText(300) });

export const actions: Actions = {
	issue: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(issueForm, await request.formData());
		if (!form.ok) return fail(400, form);
		const { guestId, early } = form.value;
		const outcome = await issueCertificates(locals.db, {
			...asked,
			...(guestId && { guestIds: [guestId] }),
			early
		});
		if (!outcome.ok) return fail(409, { refused: outcome.reason });
		const { issued, mailed } = outcome.value;
		setFlash(cookies, { key: 'certificates.issued-flash', values: { issued, mailed } });
		redirect(303, ownPage(url));
	},

	revoke: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(revokeForm, await request.formData());
		if (!form.ok) return fail(400, form);
		const outcome = await revokeCertificate(locals.db, { ...asked, ...form.value });
		if (!outcome.ok) return fail(409, { refused: outcome.reason, values: form.values });
		setFlash(cookies, { key: 'certificates.revoked-flash' });
		redirect(303, ownPage(url, ['change']));
	},

	reissue: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(reissueForm, await request.formData());
		if (!form.ok) return fail(400, form);
		const outcome = await reissueCertificate(locals.db, { ...asked, ...form.value });
		if (!outcome.ok) return fail(409, { refused: outcome.reason, values: form.values });
		setFlash(cookies, { key: 'certificates.reissued-flash' });
		redirect(303, ownPage(url, ['change']));
	},

	retry: async ({ locals, params, request, cookies, url }) => {
		const asked = await asOrganiser(locals, params);
		const mailId = String((await request.formData()).get('mailId') ?? '');
		const outcome = await retryMail(locals.db, { ...asked, mailId });
		if (!outcome.ok) return fail(409, { refused: 'mail-gone' as const });
		setFlash(cookies, { key: 'certificates.retried-flash' });
		redirect(303, ownPage(url));
	}
};
