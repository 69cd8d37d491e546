import { error, type RequestEvent } from '@sveltejs/kit';
import { findCertificateByCode } from '#lib/certificates/queries.server.ts';
import { normalizeCode } from '#lib/platform/codes.ts';
import { rateLimit } from '#lib/platform/rate-limits.server.ts';

/** A room of people may check their certificates through one address; guessing 60 random bits at this pace is hopeless. */
const looks = rateLimit(120, 60);

/** The certificate of a code as typed. Throws 404 for one that nobody has, 429 for too many looks from one address. */
export async function lookUp({
	getClientAddress,
	locals,
	params,
	setHeaders
}: Pick<RequestEvent, 'getClientAddress' | 'locals' | 'setHeaders'> & {
	params: { code: string };
}) {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	if (!(await looks.take(getClientAddress()))) error(429, 'too many looks');
	const certificate = await findCertificateByCode(locals.db, normalizeCode(params.code));
	if (!certificate) error(404, 'no such certificate');
	return certificate;
}
