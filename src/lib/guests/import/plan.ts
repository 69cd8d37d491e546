import { fold } from '#lib/platform/text.ts';
import type { GuestRole } from '../guest.ts';
import type { ListedGuest } from './rows.ts';

/** The person behind an address, as far as known already. */
export interface KnownPerson {
	email: string;
	name: string;
	hasOrganisation: boolean;
	country: string | null;
	/** Undefined: not on this edition's list. */
	guest: { removed: boolean; role: GuestRole } | undefined;
}

/**
 * A field that an import fills in: only what is empty, and that a mere guest speaks. People's own spelling of their
 * data stands.
 */
export type FilledField = 'name' | 'organisation' | 'country' | 'role';

export type PlannedRow = { guest: ListedGuest } & (
	| {
			kind: 'create';
			/** The name on file, when the list spells it otherwise: it stays. */
			knownAs: string | undefined;
	  }
	| { kind: 'update'; fills: FilledField[] }
	| { kind: 'skip'; reason: 'on-list' | 'removed' }
);

/** The plan of an import, for each guest in their order. `known` may hold more people than the list names. */
export function planImport(
	guests: readonly ListedGuest[],
	known: ReadonlyMap<string, KnownPerson>
): PlannedRow[] {
	return guests.map((guest): PlannedRow => {
		const person = known.get(guest.email);
		if (!person?.guest) return { guest, kind: 'create', knownAs: otherName(person, guest) };
		// Whoever was taken off the list comes back by hand, not because an old file still names them.
		if (person.guest.removed) return { guest, kind: 'skip', reason: 'removed' };
		const fills = filled(person, guest);
		return fills.length > 0
			? { guest, kind: 'update', fills }
			: { guest, kind: 'skip', reason: 'on-list' };
	});
}

function filled(person: KnownPerson, guest: ListedGuest): FilledField[] {
	const fills: FilledField[] = [];
	if (!person.name) fills.push('name');
	if (!person.hasOrganisation && guest.organisation) fills.push('organisation');
	if (!person.country && guest.country) fills.push('country');
	if (person.guest?.role === 'guest' && guest.role === 'speaker') fills.push('role');
	return fills;
}

function otherName(person: KnownPerson | undefined, guest: ListedGuest): string | undefined {
	return person?.name && fold(person.name) !== fold(guest.name) ? person.name : undefined;
}
