import { listEditions } from '#lib/conference/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const editions = await listEditions(locals.db);
	return {
		editions: editions.map(({ slug, title, theme, days, venueName }) => ({
			slug,
			title,
			theme,
			venueName,
			from: days[0]?.dayOn,
			to: days.at(-1)?.dayOn
		}))
	};
};
