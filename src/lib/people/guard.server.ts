import { getRequestEvent } from '$app/server';
import { error, redirect } from '@sveltejs/kit';
import type { SignedIn } from './person.ts';

/**
 * The signed-in person. Nobody is signed in: a page leads to the sign-in page and back, an action answers 401.
 * Throws SvelteKit's redirect or error.
 */
export function requirePerson(locals: App.Locals): SignedIn {
	if (locals.person) return locals.person;
	const { request, url } = getRequestEvent();
	if (request.method !== 'GET') error(401, 'sign in first');
	redirect(303, `/sign-in?returnTo=${encodeURIComponent(url.pathname + url.search)}`);
}

/** As `requirePerson`, and 403 for a person who is not an organiser. */
export function requireOrganiser(locals: App.Locals): SignedIn {
	const person = requirePerson(locals);
	if (!person.isOrganiser) error(403, 'organisers only');
	return person;
}
