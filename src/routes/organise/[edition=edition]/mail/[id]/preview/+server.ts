import { error } from '@sveltejs/kit';
import { findMail } from '#lib/mail/queries.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { RequestHandler } from './$types';

/**
 * The mail's HTML alone, for a frame of the mail's page: a mail carries its look in style attributes, which the
 * page's own policy forbids. This one allows those and nothing else: no script, no form, no address from outside.
 */
const policy = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	'img-src data:',
	"base-uri 'self'",
	"form-action 'none'",
	"frame-ancestors 'self'",
	'sandbox allow-popups allow-popups-to-escape-sandbox'
].join('; ');

export const GET: RequestHandler = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	const mail = await findMail(locals.db, { editionId: edition.id, mailId: params.id });
	const preview = mail && (await locals.previewMail(mail.id));
	if (typeof preview !== 'object') error(404, 'nothing to read');
	return new Response(preview.html.replace('<head>', '<head>\n<base target="_blank">'), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'x-frame-options': 'SAMEORIGIN',
			'cache-control': 'private, no-store'
		}
	});
};
