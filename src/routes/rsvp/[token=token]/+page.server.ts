import { fail, redirect } from '@sveltejs/kit';
import { conferenceHours } from '#lib/agenda/hours.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { answerForm, answers, detailsForm, ticketsOf } from '#lib/guests/guest.ts';
import { findAccessNeeds } from '#lib/guests/queries.server.ts';
import { answerInvitation } from '#lib/guests/commands.server.ts';
import { answering } from '#lib/guests/deadline.ts';
import { talksOf } from '#lib/invitations/entries.ts';
import { entryWhen, announcementOf } from '#lib/invitations/announcement.ts';
import { spellCode } from '#lib/platform/codes.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { inLanguage, isLanguage, otherLanguage } from '#lib/platform/languages.ts';
import type { Actions, PageServerLoad } from './$types';
import { mayChange, requireGuest } from './guest.server.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, url, cookies, request } = event;
	const guest = await requireGuest(event, 'rsvp');
	const saidOtherwise = isLanguage(url.pathname.split('/')[1]) || cookies.get('language');
	if (!saidOtherwise && guest.language !== locals.language && request.method !== 'POST') {
		redirect(303, `/${guest.language}${url.pathname}${url.search}`);
	}
	const { language } = locals;
	const [edition, release, accessNeeds] = await Promise.all([
		getEdition(locals.db, guest.editionId),
		latestRelease(locals.db, guest.editionId),
		findAccessNeeds(locals.db, locals.vault, guest.id)
	]);
	const wish = url.searchParams.get('answer');
	return {
		announcement: announcementOf(edition, release?.programme, language),
		titleLanguage: otherLanguage(edition.title, language),
		themeLanguage: otherLanguage(edition.theme, language),
		days: conferenceHours(edition, release?.programme).map((hours) =>
			entryWhen({ ...hours, timeZone: edition.timeZone }, language)
		),
		programme: release ? `/${edition.slug}/programme` : undefined,
		answering: answering(edition, instantNow()),
		name: guest.person.name,
		email: guest.person.email,
		state: guest.state,
		wish: answers.find((answer) => answer === wish),
		details: {
			companions: guest.companions.map(({ id, name }) => ({ id, name })),
			language: guest.language,
			certificateName: guest.certificateName,
			accessNeeds: accessNeeds?.text ?? ''
		},
		tickets: ticketsOf(guest).map(({ name, ticketCode }) => ({
			name,
			code: ticketCode,
			spelled: spellCode(ticketCode)
		})),
		talks: talksOf(guest.person.id, release?.programme).map((talk) => ({
			id: talk.id,
			title: inLanguage(talk.title, language),
			when: entryWhen({ ...talk, timeZone: edition.timeZone }, language),
			room: talk.room ?? ''
		})),
		contact: locals.config.mailFrom.address
	};
};

export const actions = {
	answer: async (event) => {
		const guest = await requireGuest(event, 'rsvp');
		const parsed = parseForm(answerForm, await event.request.formData());
		if (!parsed.ok) return fail(400, { form: 'answer' as const, ...parsed });
		const { answer } = parsed.value;
		if (!(await mayChange(guest))) return refuse('answer', 'too-often', { answer });
		// Who sees the page in another language than they are written to in has chosen it.
		const chosen = event.locals.language;
		const language = guest.state === 'unanswered' ? { language: chosen } : {};
		const outcome = await answerInvitation(event.locals.db, {
			guestId: guest.id,
			answer,
			...language,
			givenBy: 'guest',
			by: null,
			now: instantNow()
		});
		if (!outcome.ok) return refuse('answer', outcome.reason, { answer });
		redirect(303, event.url.pathname);
	},
	details: async (event) => {
		const { locals, cookies, url, params } = event;
		const guest = await requireGuest(event, 'rsvp');
		const form = await event.request.formData();
		const parsed = parseForm(detailsForm, form, { arrays: ['companions'] });
		if (!parsed.ok) return fail(400, { form: 'details' as const, ...parsed });
		const { companions, language, certificateName, accessNeeds } = parsed.value;
		const { state: answer } = guest;
		if (answer === 'unanswered') redirect(303, url.pathname);
		if (!(await mayChange(guest))) return refuse('details', 'too-often', parsed.value);
		const outcome = await answerInvitation(locals.db, {
			guestId: guest.id,
			answer,
			companions,
			language,
			certificateName: certificateName === guest.person.name ? '' : certificateName,
			accessNeeds: { text: accessNeeds, vault: locals.vault },
			givenBy: 'guest',
			by: null,
			now: instantNow()
		});
		if (!outcome.ok) return refuse('details', outcome.reason, parsed.value);
		setFlash(cookies, { key: 'invitations.rsvp-saved' });
		redirect(
			303,
			language === locals.language ? url.pathname : `/${language}/rsvp/${params.token}`
		);
	}
} satisfies Actions;

const refusals = {
	'event-over': 'invitations.rsvp-over',
	'guest-missing': 'invitations.rsvp-no-link-title',
	'too-many-companions': 'invitations.too-many-companions',
	'too-often': 'invitations.too-often'
} as const;

function refuse(
	form: 'answer' | 'details',
	reason: keyof typeof refusals,
	values: Record<string, unknown>
) {
	return fail(409, { form, values, problems: { form: refusals[reason] } });
}
