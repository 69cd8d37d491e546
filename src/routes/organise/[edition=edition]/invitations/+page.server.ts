import { fail, redirect } from '@sveltejs/kit';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { countAddressees, countAnswers, listGuests } from '#lib/guests/queries.server.ts';
import {
	changeSettling,
	sendCalendarsNow,
	sendInvitations,
	sendReminders
} from '#lib/invitations/commands.server.ts';
import { answering } from '#lib/guests/deadline.ts';
import {
	countOutdated,
	findSettlingEnd,
	readSettlingTime
} from '#lib/invitations/queries.server.ts';
import { settlingForm } from '#lib/invitations/settling.ts';
import { announcementOf } from '#lib/invitations/announcement.ts';
import { mailProgress, mailStatesOf } from '#lib/mail/queries.server.ts';
import { instantNow, minute } from '#lib/platform/clock.ts';
import { parseForm } from '#lib/platform/form.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { askedPage } from '#lib/platform/paging.ts';
import { asOrganiser, organiserOf } from '#lib/conference/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

const kinds = ['invitation', 'reminder'];

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	const { edition } = await organiserOf(locals, params);
	depends('invitations:progress');
	const { db } = locals;
	const editionId = edition.id;
	const page = askedPage(url);
	const [addressees, answers, progress, list, release] = await Promise.all([
		countAddressees(db, { editionId, now: instantNow() }),
		countAnswers(db, editionId),
		mailProgress(db, { editionId, kinds }),
		listGuests(db, editionId, { invited: true, page }),
		latestRelease(db, editionId)
	]);
	const checked = url.searchParams.get('check') === 'calendars';
	const states = await mailStatesOf(db, {
		editionId,
		kinds,
		personIds: list.guests.map(({ person }) => person.id)
	});
	return {
		addressees,
		answers,
		progress,
		list: {
			...list,
			guests: list.guests.map(({ id, person, state, invitedAt }) => ({
				id,
				person,
				state,
				invitedAt,
				mail: states.get(person.id)
			}))
		},
		dueAt: await findSettlingEnd(db, editionId),
		settling: (await readSettlingTime(db)) / minute,
		outdated: checked ? await countOutdated(db, { editionId, now: instantNow() }) : undefined,
		announcement: announcementOf(edition, release?.programme, locals.t.language),
		over: answering(edition, instantNow()) === 'over',
		timeZone: edition.timeZone,
		base: `/organise/${edition.slug}`
	};
};

export const actions = {
	send: async ({ locals, params, request, cookies }) => {
		const { edition, organiser } = await organiserOf(locals, params);
		const expected = Number((await request.formData()).get('count'));
		const { toInvite } = await countAddressees(locals.db, {
			editionId: edition.id,
			now: instantNow()
		});
		// The button said a number: no other number of people is written to.
		if (expected !== toInvite)
			return fail(409, { reason: 'count' as const, values: undefined, problems: undefined });
		const outcome = await sendInvitations(locals.db, {
			editionId: edition.id,
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok)
			return fail(409, { reason: outcome.reason, values: undefined, problems: undefined });
		setFlash(cookies, { key: 'invitations.sent-flash', values: { count: outcome.value.queued } });
		redirect(303, `/organise/${edition.slug}/invitations`);
	},
	remind: async ({ locals, params, cookies }) => {
		const { edition, organiser } = await organiserOf(locals, params);
		const outcome = await sendReminders(locals.db, {
			editionId: edition.id,
			by: organiser.id,
			now: instantNow()
		});
		if (!outcome.ok)
			return fail(409, { reason: outcome.reason, values: undefined, problems: undefined });
		const { queued } = outcome.value;
		setFlash(cookies, { key: 'invitations.reminded-flash', values: { count: queued } });
		redirect(303, `/organise/${edition.slug}/invitations`);
	},
	'send-now': async ({ locals, params, cookies }) => {
		const asked = await asOrganiser(locals, params);
		const count = await countOutdated(locals.db, asked);
		// A colleague may have pressed it a moment ago.
		if (count > 0) {
			await sendCalendarsNow(locals.db, asked);
			setFlash(cookies, { key: 'organise.calendars-updated', values: { count } });
		} else setFlash(cookies, { key: 'organise.calendars-right' });
		redirect(303, `/organise/${params.edition}/invitations`);
	},
	settle: async ({ locals, params, request, cookies }) => {
		const asked = await asOrganiser(locals, params);
		const form = parseForm(settlingForm, await request.formData());
		if (!form.ok) {
			const { values, problems } = form;
			return fail(400, { reason: undefined, values, problems });
		}
		const { minutes } = form.value;
		const { by, now } = asked;
		await changeSettling(locals.db, { minutes, by, now });
		setFlash(cookies, { key: 'organise.settling-saved', values: { minutes } });
		redirect(303, `/organise/${params.edition}/invitations`);
	}
} satisfies Actions;
