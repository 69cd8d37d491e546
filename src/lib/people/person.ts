import type { Language } from '#lib/platform/languages.ts';

/** The person a request is made by. */
export interface SignedIn {
	id: string;
	name: string;
	email: string;
	language: Language;
	isOrganiser: boolean;
}
