import { answerStates, guestRoles } from '#lib/guests/guest.ts';
import { countAddressees, countAnswers, listGuests } from '#lib/guests/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { askedPage } from '#lib/platform/paging.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { edition } = await organiserOf(locals, params);
	const { db } = locals;
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	const search = asked('search').slice(0, 100);
	const answer = answerStates.find((state) => state === asked('answer'));
	const role = guestRoles.find((name) => name === asked('role'));
	const needs = asked('needs') !== '';
	const page = askedPage(url);
	const [counts, addressees, listed] = await Promise.all([
		countAnswers(db, edition.id),
		countAddressees(db, { editionId: edition.id, now: instantNow() }),
		listGuests(db, edition.id, { search, answer, role, needs, page })
	]);
	return {
		counts,
		toInvite: addressees.toInvite,
		list: listed,
		filter: { search, answer: answer ?? '', role: role ?? '', needs },
		base: `/organise/${edition.slug}`
	};
};
