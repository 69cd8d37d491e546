import { fail, redirect } from '@sveltejs/kit';
import {
	answerInvitation,
	mendGuest,
	removeGuest,
	renewLink,
	restoreGuest
} from '#lib/guests/commands.server.ts';
import { addressForm, answerForm, foldAnswers, guestForm, ticketsOf } from '#lib/guests/guest.ts';
import { findAccessNeeds, listAnswers } from '#lib/guests/queries.server.ts';
import { resendInvitation } from '#lib/invitations/commands.server.ts';
import { guestPath } from '#lib/invitations/links.server.ts';
import { spellCode } from '#lib/platform/codes.ts';
import { mailStatesOf } from '#lib/mail/queries.server.ts';
import { changeAddress } from '#lib/people/commands.server.ts';
import { listOrganisations } from '#lib/people/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm, type FormProblems } from '#lib/platform/form.ts';
import { guestOf } from '../guest.server.ts';
import type { Actions, PageServerLoad } from './$types';

const kinds = ['invitation', 'reminder', 'calendar', 'ticket', 'certificate'] as const;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { edition, guest } = await guestOf(locals, params);
	const { db, tokens, config, vault } = locals;
	const personIds = [guest.person.id];
	const [answers, accessNeeds, organisations, ...mails] = await Promise.all([
		listAnswers(db, guest.id),
		findAccessNeeds(db, vault, guest.id),
		listOrganisations(db),
		...kinds.map((kind) => mailStatesOf(db, { editionId: edition.id, kinds: [kind], personIds }))
	]);
	return {
		guest: {
			...guest,
			tickets: ticketsOf(guest).map(({ name, ticketCode }) => ({
				name,
				code: spellCode(ticketCode)
			}))
		},
		history: foldAnswers(answers).history.map(({ id, answer, givenBy, at }) => ({
			id,
			answer,
			givenBy,
			at
		})),
		accessNeeds,
		link: guest.removedAt ? undefined : config.origin + guestPath(tokens, guest),
		mails: kinds.flatMap((kind, at) => {
			const state = mails[at]?.get(guest.person.id);
			return state ? [{ ...state, kind }] : [];
		}),
		timeZone: edition.timeZone,
		organisations,
		back: `/organise/${edition.slug}/guests`
	};
};

function refuse(form: 'answer' | 'person' | 'mail', reason: string) {
	return fail(409, { form, refused: reason, values: {}, problems: {} as FormProblems });
}

export const actions = {
	answer: async ({ locals, params, request, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const parsed = parseForm(answerForm, await request.formData());
		if (!parsed.ok) {
			return fail(400, { ...parsed, form: 'answer' as const, refused: undefined });
		}
		const outcome = await answerInvitation(locals.db, {
			guestId: guest.id,
			answer: parsed.value.answer,
			givenBy: 'organiser',
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) return refuse('answer', outcome.reason);
		setFlash(cookies, { key: 'guests.answer-saved' });
		redirect(303, url.pathname);
	},
	save: async ({ locals, params, request, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const parsed = parseForm(guestForm, await request.formData());
		if (!parsed.ok) {
			return fail(400, { ...parsed, form: 'person' as const, refused: undefined });
		}
		const change = { guestId: guest.id, by: organiser.id, now: instantNow() };
		const outcome = await mendGuest(locals.db, { ...change, guest: parsed.value });
		if (!outcome.ok) return refuse('person', outcome.reason);
		setFlash(cookies, { key: 'guests.saved' });
		redirect(303, url.pathname);
	},
	address: async ({ locals, params, request, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const parsed = parseForm(addressForm, await request.formData());
		if (!parsed.ok) {
			return fail(400, { ...parsed, form: 'address' as const, refused: undefined });
		}
		const { email } = parsed.value;
		const outcome = await changeAddress(locals.db, {
			personId: guest.person.id,
			email,
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok) {
			const problems: FormProblems = { email: `guests.refused-${outcome.reason}` };
			const { values } = parsed;
			return fail(409, { form: 'address' as const, refused: undefined, values, problems });
		}
		setFlash(cookies, { key: 'guests.address-saved' });
		redirect(303, url.pathname);
	},
	resend: async ({ locals, params, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const change = { guestId: guest.id, by: organiser.id, now: instantNow() };
		const outcome = await resendInvitation(locals.db, change);
		if (!outcome.ok) return refuse('mail', outcome.reason);
		setFlash(cookies, { key: 'guests.resent' });
		redirect(303, url.pathname);
	},
	renew: async ({ locals, params, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const change = { guestId: guest.id, by: organiser.id, now: instantNow() };
		const outcome = await renewLink(locals.db, change);
		if (!outcome.ok) return refuse('mail', outcome.reason);
		setFlash(cookies, { key: 'guests.renewed' });
		redirect(303, url.pathname);
	},
	remove: async ({ locals, params, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const change = { guestId: guest.id, by: organiser.id, now: instantNow() };
		const outcome = await removeGuest(locals.db, change);
		if (!outcome.ok) return refuse('mail', outcome.reason);
		setFlash(cookies, { key: 'guests.removed' });
		redirect(303, url.pathname);
	},
	restore: async ({ locals, params, cookies, url }) => {
		const { guest, organiser } = await guestOf(locals, params);
		const change = { guestId: guest.id, by: organiser.id, now: instantNow() };
		const outcome = await restoreGuest(locals.db, change);
		if (!outcome.ok) return refuse('mail', outcome.reason);
		setFlash(cookies, { key: 'guests.restored' });
		redirect(303, url.pathname);
	}
} satisfies Actions;
