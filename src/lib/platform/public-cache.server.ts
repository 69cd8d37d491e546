import type { RequestEvent } from '@sveltejs/kit';

type CacheableRequest = Pick<RequestEvent, 'locals' | 'cookies' | 'setHeaders'>;

/**
 * Lets caches keep a page that anybody may read, as long as they ask again before showing it (RFC 9111, 5.2.2.2).
 * It differs by language, which the address, a cookie or the browser tells; what is made for one person is not shared.
 */
export function allowCaches({ locals, cookies, setHeaders }: CacheableRequest): void {
	const isPersonal = locals.person !== undefined || cookies.get('flash') !== undefined;
	setHeaders({
		'cache-control': isPersonal ? 'private, no-cache' : 'public, max-age=0, must-revalidate',
		vary: 'Cookie, Accept-Language'
	});
}

/** The answer of a feed, or 304 when the reader has this very version. */
export function feedResponse(
	request: Request,
	{
		body,
		version,
		type,
		headers = {}
	}: {
		/** Only made when it is sent. */
		body: () => string;
		/** Differs when the body does. */
		version: string;
		type: string;
		headers?: Record<string, string>;
	}
): Response {
	const etag = `"${version}"`;
	const shared = {
		'cache-control': 'public, max-age=0, must-revalidate',
		vary: 'Cookie, Accept-Language',
		etag,
		...headers
	};
	if (hasCurrentVersion(request, etag)) return new Response(null, { status: 304, headers: shared });
	return new Response(body(), { headers: { ...shared, 'content-type': type } });
}

/** Whether the reader has this very version already (RFC 9110, 13.1.2). */
export function hasCurrentVersion(request: Request, etag: string): boolean {
	const held = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim());
	return held.some((tag) => tag.replace(/^W\//, '') === etag.replace(/^W\//, ''));
}
