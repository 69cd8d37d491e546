import type { Instant } from '#lib/platform/clock.ts';

export interface PersonTable {
	id: string;
	/** NFC, as the person writes it; empty while only an address is known. */
	name: string;
	nameFolded: string;
	/** Lower case; unique where present. A walk-in may have none. */
	email: string | null;
	organisationId: string | null;
	country: string | null;
	language: string;
	createdAt: Instant;
}

export interface OrganisationTable {
	id: string;
	name: string;
	nameFolded: string;
	country: string | null;
	address: string | null;
	createdAt: Instant;
}

/** A person who may organise: the row is the right. */
export interface OrganiserTable {
	personId: string;
	since: Instant;
	grantedBy: string | null;
}

/** One sign-in on one browser. `id` is the SHA-256 of the cookie's value. */
export interface LoginTable {
	id: string;
	personId: string;
	expiresAt: Instant;
}

/** A sign-in link that was asked for; its token is derived, never stored. */
export interface SignInRequestTable {
	id: string;
	email: string;
	purpose: 'sign-in' | 'first-organiser';
	returnTo: string;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
}

export interface PeopleSchema {
	person: PersonTable;
	organisation: OrganisationTable;
	organiser: OrganiserTable;
	login: LoginTable;
	signInRequest: SignInRequestTable;
}
