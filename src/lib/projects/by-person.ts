import { nameOf } from '#lib/people/person.ts';
import type { Language } from '#lib/platform/languages.ts';
import { sortNames } from '#lib/platform/format.ts';
import type { Mobility } from './project.ts';

/** Mobilities put together by who went, in the order of the reader's alphabet; one person's stay in their order. */
export function mobilitiesByPerson(mobilities: Mobility[], language: Language): Mobility[][] {
	const byPerson = [...Map.groupBy(mobilities, ({ person }) => person.id).values()];
	return sortNames(byPerson, ([first]) => (first ? nameOf(first.person) : ''), language);
}
