import { error } from '@sveltejs/kit';
import { pdfResponse, printCertificates } from '#lib/certificates/print.server.ts';
import { findCertificate } from '#lib/certificates/queries.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { RequestHandler } from './$types';

/** One certificate as it was issued, for paper. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	const certificate = await findCertificate(locals.db, params.id);
	if (certificate?.editionId !== edition.id) error(404, 'no such certificate');
	return pdfResponse(printCertificates([certificate], { origin: locals.config.origin }), {
		name: `${edition.slug}-${certificate.code}.pdf`,
		t: locals.t
	});
};
