import type { Handle, RequestEvent } from '@sveltejs/kit';
import { latestReleaseId } from '#lib/agenda/queries.server.ts';
import { findEditionVersion } from '#lib/conference/queries.server.ts';
import { hasCurrentVersion } from '#lib/platform/public-cache.server.ts';

/** Changes whenever the page would; undefined when there is nothing to cache. */
type VersionOf = (event: RequestEvent) => Promise<string | undefined>;

/** The pages that everybody reads at once, and alike. */
const versions: Record<string, VersionOf> = {
	'/(public)/[edition=edition]/programme': async ({ locals, params }) => {
		const edition = await findEditionVersion(locals.db, params['edition'] ?? '');
		const releaseId = edition && (await latestReleaseId(locals.db, edition.id));
		return releaseId && `${edition.id} ${edition.revision} ${releaseId}`;
	}
};

interface Page {
	body: Uint8Array<ArrayBuffer>;
	headers: [name: string, value: string][];
}

const pages = new Map<string, Page>();
const mostPages = 40;

/** Answers who is not signed in with a page that was made before, as long as its version is still the one. */
export const cachePublicPages: Handle = async ({ event, resolve }) => {
	const version = isForAnybody(event) && (await versions[event.route.id ?? '']?.(event));
	if (!version) return resolve(event);
	const key = `${version} ${event.locals.language} ${event.url.pathname}`;
	const page = pages.get(key) ?? (await makePage());
	return page instanceof Response ? page : answer(event.request, page);

	async function makePage(): Promise<Page | Response> {
		const response = await resolve(event);
		if (response.status !== 200 || response.headers.has('set-cookie')) return response;
		const body = new Uint8Array(await response.arrayBuffer());
		const page = { body, headers: [...response.headers] };
		const [oldest] = pages.keys();
		if (oldest !== undefined && pages.size >= mostPages) pages.delete(oldest);
		pages.set(key, page);
		return page;
	}
};

function isForAnybody({ request, url, cookies, locals, isDataRequest }: RequestEvent): boolean {
	return (
		request.method === 'GET' &&
		!isDataRequest &&
		!url.search &&
		locals.person === undefined &&
		cookies.get('flash') === undefined
	);
}

function answer(request: Request, { body, headers }: Page): Response {
	const response = new Response(body, { headers });
	const etag = response.headers.get('etag');
	if (!etag || !hasCurrentVersion(request, etag)) return response;
	// The reader keeps the policy that came with the page; a second one would not be needed (RFC 9110, 15.4.5).
	const ownHeaders = headers.filter(([name]) => ['cache-control', 'vary', 'etag'].includes(name));
	return new Response(null, { status: 304, headers: ownHeaders });
}
