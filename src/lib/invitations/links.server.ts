import type { Guest } from '#lib/guests/guest.ts';
import type { Answer } from '#lib/guests/guest.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';

type Linked = Pick<Guest, 'id' | 'linkVersion'>;

/** The path of a guest's own page; with an answer, it stands chosen there and waits to be confirmed. */
export function guestPath(tokens: Tokens, guest: Linked, answer?: Answer): string {
	const path = `/rsvp/${tokens.issue('rsvp', guest.id, guest.linkVersion)}`;
	return answer ? `${path}?answer=${answer}` : path;
}

/** Where a guest stops invitations and reminders, by one click in the mail program or on the page (RFC 8058). */
export function unsubscribePath(tokens: Tokens, guest: Linked): string {
	return `/rsvp/${tokens.issue('unsubscribe', guest.id, guest.linkVersion)}/unsubscribe`;
}
