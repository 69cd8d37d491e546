import { error } from '@sveltejs/kit';
import { printCertificates } from '#lib/certificates/print.server.ts';
import { fileName } from '#lib/certificates/words.ts';
import { lookUp } from '../../look-up.server.ts';
import { DocumentError } from '#lib/documents/typst.server.ts';
import type { RequestHandler } from './$types';

/**
 * The certificate as PDF, for whoever has its code: they read the same on its page, and who lost the mail finds it
 * again. One that was taken back is not printed any more.
 */
export const GET: RequestHandler = async (event) => {
	const certificate = await lookUp(event);
	if (certificate.revokedAt) error(404, 'taken back');
	const { origin } = event.locals.config;
	const pdf = await printCertificates([certificate], { origin }).catch((problem: unknown) => {
		if (problem instanceof DocumentError && problem.reason === 'busy')
			error(503, 'too many at once');
		throw problem;
	});
	return new Response(Buffer.from(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${fileName(certificate, event.locals.t)}"`
		}
	});
};
