import { error } from '@sveltejs/kit';
import { findMail } from '#lib/mail/queries.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { edition } = await organiserOf(locals, params);
	const mail = await findMail(locals.db, { editionId: edition.id, mailId: params.id });
	if (!mail) error(404, 'no such mail');
	const preview = await locals.previewMail(mail.id);
	// The mail's words may hold its reader's own link.
	setHeaders({ 'cache-control': 'private, no-store' });
	const { messageId, ...shown } = mail;
	return {
		mail: shown,
		messageId,
		preview:
			typeof preview === 'object'
				? { subject: preview.subject, text: preview.text, attachments: preview.attachments }
				: (preview ?? 'unwanted'),
		hasFile:
			locals.config.smtpUrl === undefined && mail.state === 'sent' && typeof preview === 'object',
		timeZone: edition.timeZone
	};
};
