import { composeMail, type Composer } from './compose.server.ts';
import type { MailContent } from './template.server.ts';

/** A mail as far as an organiser may read it, or why they may not. */
export type MailPreview =
	| { subject: string; html: string; text: string; attachments: string[] }
	/** It would let its reader sign in as somebody else. */
	| 'secret'
	/** It is about something that is no longer so. */
	| 'unwanted'
	| 'broken';

/** The mail as it would leave now. Mails that sign people in are for their readers alone. */
export async function previewMail(
	composer: Composer,
	mailId: string
): Promise<MailPreview | undefined> {
	const mail = await composer.db
		.selectFrom('mail')
		.selectAll()
		.where('id', '=', mailId)
		.executeTakeFirst();
	if (!mail) return undefined;
	const template = composer.templates.find(({ kind }) => kind.name === mail.kind);
	if (mail.priority === 0 || template?.secret) return 'secret';
	try {
		const content = await composeMail(composer, mail);
		return content ? preview(content) : 'unwanted';
	} catch {
		return 'broken';
	}
}

function preview({ subject, html, text, calendar, attachments = [] }: MailContent) {
	const files = attachments.filter(({ cid }) => cid === undefined).map(({ filename }) => filename);
	return {
		subject,
		html: withPictures(html, attachments),
		text,
		attachments: [...files, ...(calendar ? ['invite.ics'] : [])]
	};
}

/** Pictures that travel inside the mail (RFC 2392) stand in the page itself. */
function withPictures(html: string, attachments: MailContent['attachments'] = []): string {
	return attachments.reduce(
		(text, { cid, contentType, content }) =>
			cid === undefined
				? text
				: text.replaceAll(
						`src="cid:${cid}"`,
						`src="data:${contentType};base64,${content.toString('base64')}"`
					),
		html
	);
}
