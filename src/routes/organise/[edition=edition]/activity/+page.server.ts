import type { PageServerLoad } from './$types';
import { listDevices } from '#lib/door/devices.server.ts';
import { listGuestsByIds } from '#lib/guests/queries.server.ts';
import { listActivity } from '#lib/people/activity.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { listNames } from '#lib/people/queries.server.ts';
import { inLanguage, type LocalizedText } from '#lib/platform/languages.ts';
import { countIn, noteIn } from './words.ts';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const asked = Math.trunc(Number(url.searchParams.get('page'))) || 1;
	const { activities, page, pages } = await listActivity(locals.db, {
		editionId: edition.id,
		page: asked
	});
	const subjects = (room: RegExp) => [
		...new Set(
			activities.filter(({ verb }) => room.test(verb)).flatMap(({ subjectId }) => subjectId ?? [])
		)
	];
	const [guests, persons, devices] = await Promise.all([
		listGuestsByIds(locals.db, subjects(/^(guest|certificate)\.|^door\.walk-in-added$/)),
		listNames(locals.db, subjects(/^(organiser|person)\./)),
		listDevices(locals.db, edition.id)
	]);
	const names = new Map<string, string | null>([
		...guests.map(({ id, person }) => [id, person.name || person.email] as const),
		...persons.map(({ id, name, email }) => [id, name || email] as const)
	]);
	const gates = new Map(devices.map(({ id, name }) => [id, name]));
	return {
		page,
		pages,
		activities: activities.map(({ id, at, verb, person, deviceId, subjectId, detail }) => ({
			id,
			at,
			verb,
			who: person ? person.name || person.email : deviceId ? gates.get(deviceId) : undefined,
			about: about(detail, locals.t.language) || names.get(subjectId ?? '') || '…',
			count: countIn(detail),
			note: noteIn(detail),
			answer: typeof detail['answer'] === 'string' ? detail['answer'] : ''
		}))
	};
};

/** Rooms write down a title, in one or several languages, or a device's name. */
function about(detail: Record<string, unknown>, language: App.Locals['language']): string {
	const { title, device, name } = detail;
	const named = title ?? device ?? name;
	if (typeof named === 'string') return named;
	return typeof named === 'object' && named ? inLanguage(named as LocalizedText, language) : '';
}
