import { DocumentError } from '#lib/documents/typst.server.ts';
import type { Translate } from '#lib/platform/messages.ts';

/**
 * A PDF for the browser to show, or to keep with `attachment`. It names people, so nobody on the way may keep it. While
 * the compiler has too much to do, 503 and words that say so.
 */
export async function pdfResponse(
	pdf: Promise<Uint8Array>,
	{
		name,
		t,
		disposition = 'inline'
	}: {
		name: string;
		t: Translate;
		disposition?: 'inline' | 'attachment';
	}
): Promise<Response> {
	try {
		return new Response(Buffer.from(await pdf), {
			headers: {
				'content-type': 'application/pdf',
				'content-disposition': `${disposition}; filename="${name}"`,
				'cache-control': 'private, no-store'
			}
		});
	} catch (problem) {
		if (!(problem instanceof DocumentError) || problem.reason !== 'busy') throw problem;
		return new Response(t('certificates.busy'), {
			status: 503,
			headers: {
				'content-type': 'text/plain; charset=utf-8',
				'cache-control': 'no-store',
				'retry-after': '60'
			}
		});
	}
}
