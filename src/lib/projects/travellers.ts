import { nameOf } from '#lib/people/person.ts';
import type { Language } from '#lib/platform/languages.ts';
import { sortNames } from '#lib/ui/format.ts';
import type { Mobility } from './project.ts';

/** Trips put together by who went, in the order of the reader's alphabet; one person's stay in their order. */
export function travellers(mobilities: Mobility[], language: Language): Mobility[][] {
	const byPerson = [...Map.groupBy(mobilities, ({ person }) => person.id).values()];
	return sortNames(byPerson, ([trip]) => (trip ? nameOf(trip.person) : ''), language);
}
