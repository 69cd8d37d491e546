import { listEditions } from '#lib/conference/queries.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import type { PageServerLoad } from './$types';

/** The conference that runs now or comes next leads the page; when all are over, the newest one does. */
export const load: PageServerLoad = async ({ locals }) => {
	const now = instantNow();
	const announced = (await listEditions(locals.db)).flatMap((edition) => {
		const [from, to] = [edition.days[0]?.dayOn, edition.days.at(-1)?.dayOn];
		if (!from || !to) return [];
		const { slug, title, theme, venueName, venueAddress, timeZone } = edition;
		const over = to < wallClockAt(now, timeZone).day;
		return [{ slug, title, theme, venueName, venueAddress, from, to, over }];
	});
	const leading = announced.findLast(({ over }) => !over) ?? announced[0];
	return { leading, others: announced.filter((edition) => edition !== leading) };
};
