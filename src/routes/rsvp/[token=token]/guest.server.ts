import { error, type RequestEvent } from '@sveltejs/kit';
import type { Guest } from '#lib/guests/guest.ts';
import { openLink, type LinkPurpose } from '#lib/guests/link.server.ts';
import { rateLimit } from '#lib/platform/rate-limits.server.ts';

/** Requests whose headers are set: after a refused form, the action and the load of one request both ask. */
const marked = new WeakSet<Request>();

/** The guest behind the link, for every load and action here; throws a 404 or 410, which a kind page explains. */
export async function requireGuest(
	{
		locals,
		params,
		request,
		setHeaders
	}: Pick<RequestEvent, 'locals' | 'params' | 'request' | 'setHeaders'>,
	...purposes: LinkPurpose[]
): Promise<Guest> {
	if (!marked.has(request)) {
		marked.add(request);
		setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	}
	const link = await openLink(locals.db, locals.tokens, { purposes, token: params['token'] ?? '' });
	if (!link.ok) error(link.reason === 'ended' ? 410 : 404, 'no such link');
	return link.value;
}

// A change may send a calendar entry or tickets: nobody changes their mind so often, and a school's mail has a daily cap.
const changes = rateLimit(20, 60 * 60);

/** Counts a change that a guest makes by their link. False when there were too many within an hour. */
export function mayChange({ id }: Guest): Promise<boolean> {
	return changes.take(id);
}
