import { error } from '@sveltejs/kit';
import { listForPrint } from '#lib/certificates/overview.server.ts';
import { pdfResponse, printCertificates } from '#lib/certificates/print.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { RequestHandler } from './$types';

/** Many certificates in one file: `?of=all` or those that were not mailed, `?part=2` for the second hundred. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { edition } = await organiserOf(locals, params);
	const of = url.searchParams.get('of') === 'all' ? 'all' : 'paper';
	const part = Math.max(1, Math.trunc(Number(url.searchParams.get('part'))) || 1);
	const certificates = await listForPrint(locals.db, { editionId: edition.id, of, part });
	if (certificates.length === 0) error(404, 'nothing to print');
	return pdfResponse(printCertificates(certificates, { origin: locals.config.origin }), {
		name: `${edition.slug}-certificates-${part}.pdf`,
		t: locals.t
	});
};
