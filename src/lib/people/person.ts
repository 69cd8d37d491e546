import * as v from 'valibot';
import { email, text } from '#lib/platform/fields.ts';
import type { Language } from '#lib/platform/languages.ts';

/** The person a browser is signed in as, read anew for every request. */
export interface SignedIn {
	id: string;
	name: string;
	email: string;
	language: Language;
	isOrganiser: boolean;
}

export interface Person {
	id: string;
	/** Empty while only an address is known. */
	name: string;
	/** Lower case; a walk-in may have none. */
	email: string | null;
	organisation: { id: string; name: string; country: string | null } | null;
	country: string | null;
	language: Language;
}

/** How a person is called when the name may still be empty. */
export function nameOf(person: { name: string; email: string | null }): string {
	return person.name || person.email || '';
}

/** Where a person's own pages begin. */
export function homeOf(person: SignedIn): string {
	return person.isOrganiser ? '/organise' : '/talks';
}

export const organiserForm = v.object({ name: text(), email });
