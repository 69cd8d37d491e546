import { error } from '@sveltejs/kit';
import { findMail } from '#lib/mail/queries.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { edition } = await organiserOf(locals, params);
	const mail = await findMail(locals.db, { editionId: edition.id, mailId: params.id });
	if (!mail) error(404, 'no such mail');
	const reading = await locals.readMail(mail.id);
	// The mail's words may hold its reader's own link.
	setHeaders({ 'cache-control': 'private, no-store' });
	const { messageId, ...shown } = mail;
	return {
		mail: shown,
		messageId,
		reading:
			typeof reading === 'object'
				? { subject: reading.subject, text: reading.text, attachments: reading.attachments }
				: (reading ?? 'unwanted'),
		hasFile:
			locals.config.smtpUrl === undefined && mail.state === 'sent' && typeof reading === 'object',
		timeZone: edition.timeZone
	};
};
