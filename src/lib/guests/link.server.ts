import type { Reader } from '#lib/db/transaction.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import type { Guest } from './guest.ts';
import { findGuest, findGuestForLink } from './queries.server.ts';

/** The purpose of a link. A guest's own link opens everything that is theirs; the other only stops mails. */
export type LinkPurpose = 'rsvp' | 'unsubscribe';

/**
 * The guest whom a link speaks of, when its token is for one of these purposes. `unknown`: a wrong, foreign or
 * replaced token. `ended`: once theirs, but they were taken off the list. Nothing about a guest is read before
 * the token is proven.
 */
export async function openLink(
	db: Reader,
	tokens: Tokens,
	{ purposes, token }: { purposes: readonly LinkPurpose[]; token: string }
): Promise<Outcome<Guest, 'unknown' | 'ended'>> {
	const guestId = tokens.subjectOf(token);
	const link = guestId && (await findGuestForLink(db, guestId));
	if (!link) return refused('unknown');
	const isTheirs = purposes.some((purpose) =>
		tokens.holds(token, purpose, link.id, link.linkVersion)
	);
	if (!isTheirs) return refused('unknown');
	const guest = link.removed ? undefined : await findGuest(db, link.id);
	return guest ? done(guest) : refused('ended');
}
