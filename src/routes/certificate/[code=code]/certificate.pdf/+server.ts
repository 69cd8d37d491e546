import { error } from '@sveltejs/kit';
import { pdfResponse, printCertificates } from '#lib/certificates/print.server.ts';
import { fileName } from '#lib/certificates/words.ts';
import { lookUp } from '../../look-up.server.ts';
import type { RequestHandler } from './$types';

/**
 * The certificate as PDF, for whoever has its code: they read the same on its page, and who lost the mail finds it
 * again. One that was taken back is not printed any more.
 */
export const GET: RequestHandler = async (event) => {
	const certificate = await lookUp(event);
	if (certificate.revokedAt) error(404, 'taken back');
	const { config, t } = event.locals;
	return pdfResponse(printCertificates([certificate], { origin: config.origin }), {
		name: fileName(certificate, t),
		t,
		disposition: 'attachment'
	});
};
