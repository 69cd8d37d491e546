import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { error } from '@sveltejs/kit';
import { findMail } from '#lib/mail/queries.server.ts';
import { fileNameOf, mailFolder } from '#lib/mail/transport.server.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { RequestHandler } from './$types';

/** The mail as it left, where mails become files. Mails that sign people in stay closed here too. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	const mail = await findMail(locals.db, { editionId: edition.id, mailId: params.id });
	const preview = mail && (await locals.previewMail(mail.id));
	if (!mail || preview === 'secret' || locals.config.smtpUrl !== undefined) error(404, 'no file');
	const name = fileNameOf(mail);
	const file = await readFile(join(mailFolder(locals.config.dataDir), name)).catch(() => undefined);
	if (!file) error(404, 'no file');
	return new Response(file, {
		headers: {
			'content-type': 'message/rfc822',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store'
		}
	});
};
