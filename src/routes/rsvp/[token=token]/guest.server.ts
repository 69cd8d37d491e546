import { error, type RequestEvent } from '@sveltejs/kit';
import type { Guest } from '#lib/guests/guest.ts';
import { openLink, type LinkPurpose } from '#lib/guests/link.server.ts';

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
