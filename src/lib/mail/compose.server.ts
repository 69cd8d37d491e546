import type { SendMailOptions } from 'nodemailer';
import * as v from 'valibot';
import type { Reader } from '#lib/db/transaction.ts';
import type { Config } from '#lib/platform/config.server.ts';
import { email } from '#lib/platform/fields.ts';
import { languageOr } from '#lib/platform/languages.ts';
import { oneLine } from '#lib/platform/text.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import { loadTranslate } from '#messages/load.ts';
import type { Mail } from './claim.server.ts';
import type { MailContent, MailTemplate } from './template.server.ts';

/** What composing needs beside the mail. */
export interface Composer {
	db: Reader;
	templates: MailTemplate[];
	tokens: Tokens;
	config: Pick<Config, 'origin' | 'mailFrom'>;
}

/** The words of a mail by its template; undefined when it is no longer wanted. Throws when no template knows its kind. */
export async function composeMail(
	{ db, templates, tokens, config }: Composer,
	mail: Mail
): Promise<MailContent | undefined> {
	const template = templates.find(({ kind }) => kind === mail.kind);
	if (!template) throw new Error(`No template composes "${mail.kind}"`);
	const language = languageOr(mail.language, 'en');
	return template.compose(
		{
			db,
			origin: config.origin,
			from: config.mailFrom,
			tokens,
			t: await loadTranslate(language),
			language
		},
		JSON.parse(mail.payload) as Record<string, unknown>,
		{ address: mail.toAddress, name: mail.toName, personId: mail.personId }
	);
}

/** True for an address that can stand in an envelope as it is. */
export function isSendable(address: string): boolean {
	return v.is(email, address);
}

/**
 * The mail as nodemailer takes it. Headers say that a program wrote it (RFC 3834), which list it belongs to
 * (RFC 2919) and how to leave that with one click (RFC 8058); nothing in it is fetched from a file or a URL.
 */
export function messageOf(
	mail: Mail,
	content: MailContent,
	config: Composer['config']
): SendMailOptions {
	const { calendar, attachments, unsubscribeUrl } = content;
	return {
		messageId: mail.messageId,
		...(mail.inReplyTo && { inReplyTo: mail.inReplyTo, references: mail.inReplyTo }),
		from: config.mailFrom,
		to: { name: oneLine(mail.toName), address: mail.toAddress },
		envelope: { from: config.mailFrom.address, to: mail.toAddress },
		subject: oneLine(content.subject),
		text: content.text,
		html: content.html,
		headers: {
			'Auto-Submitted': 'auto-generated',
			...(unsubscribeUrl && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
		},
		list: {
			id: `${mail.editionId ?? mail.kind}.${new URL(config.origin).hostname}`,
			...(unsubscribeUrl && { unsubscribe: { url: unsubscribeUrl } })
		},
		...(calendar && {
			icalEvent: { ...calendar, filename: 'invite.ics', contentTransferEncoding: 'base64' }
		}),
		...(attachments && { attachments }),
		disableFileAccess: true,
		disableUrlAccess: true
	};
}
