import { shortTitle } from '#lib/projects/project.ts';
import { isOnAgenda, type Talk } from '#lib/talks/talk.ts';
import { itemsOf, type Programme } from '#lib/agenda/programme.ts';
import type { SharedFacts } from './certificate.ts';

/**
 * The talks that were given, as certificates name them: those of the published programme; where nothing was published,
 * those that their speakers confirmed.
 */
export function heldTalks(
	talks: readonly Pick<Talk, 'id' | 'state' | 'format' | 'title' | 'project' | 'speakers'>[],
	programme: Pick<Programme, 'days'> | undefined
): SharedFacts['talks'] {
	const published = programme && new Set(itemsOf(programme).map(({ talkId }) => talkId));
	return talks
		.filter(({ id, state }) =>
			published ? published.has(id) && isOnAgenda(state) : state === 'confirmed'
		)
		.map(({ format, title, project, speakers }) => ({
			format,
			title,
			project: project ? shortTitle(project) : '',
			speakerIds: speakers.map(({ personId }) => personId)
		}));
}
