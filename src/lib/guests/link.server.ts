import type { Reader } from '#lib/db/transaction.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { TokenPurpose, Tokens } from '#lib/platform/tokens.server.ts';
import type { Guest } from './guest.ts';
import { findGuest, findGuestForLink } from './queries.server.ts';

/**
 * The guest whom a link speaks of. `unknown`: a wrong, foreign or replaced token. `ended`: once theirs, but they
 * were taken off the list. Nothing about a guest is read before the token is proven.
 */
export async function openLink(
	db: Reader,
	tokens: Tokens,
	{ purpose, token }: { purpose: Extract<TokenPurpose, 'rsvp' | 'unsubscribe'>; token: string }
): Promise<Outcome<Guest, 'unknown' | 'ended'>> {
	const guestId = tokens.subjectOf(token);
	const link = guestId && (await findGuestForLink(db, guestId));
	if (!link || !tokens.holds(token, purpose, link.id, link.linkVersion)) return refused('unknown');
	const guest = link.removed ? undefined : await findGuest(db, link.id);
	return guest ? done(guest) : refused('ended');
}
