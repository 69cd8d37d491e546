import type { SendMailOptions } from 'nodemailer';
import * as v from 'valibot';
import type { Reader } from '#lib/db/transaction.ts';
import type { Config } from '#lib/platform/config.server.ts';
import { email } from '#lib/platform/fields.ts';
import { languageFor, languageOr } from '#lib/platform/languages.ts';
import { oneLine } from '#lib/platform/text.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import { loadTranslate } from '#messages/load.ts';
import type { Mail } from './claim.server.ts';
import type { MailContent, MailContext, MailTemplate } from './template.server.ts';

/** What composing needs beside the mail. */
export interface Composer {
	db: Reader;
	templates: MailTemplate<unknown>[];
	tokens: Tokens;
	config: Pick<Config, 'origin' | 'mailFrom'>;
}

/** A mail with its words; without them when it is no longer wanted, or when its template failed. */
export interface Composed<Row extends Mail = Mail> {
	mail: Row;
	content?: MailContent;
	error?: unknown;
}

/** The words of several mails by the templates of their kinds, in the order given. Never throws: one mail's failure is its own. */
export async function composeMails<Row extends Mail>(
	composer: Composer,
	mails: Row[]
): Promise<Composed<Row>[]> {
	const composed = new Map<Row, Composed<Row>>();
	for (const [kind, some] of Map.groupBy(mails, (mail) => mail.kind)) {
		for (const one of await composeKind(composer, kind, some)) composed.set(one.mail, one);
	}
	return mails.flatMap((mail) => composed.get(mail) ?? []);
}

/** One mail's words; undefined when it is no longer wanted. Throws what its template threw. */
export async function composeMail(
	composer: Composer,
	mail: Mail
): Promise<MailContent | undefined> {
	const [composed] = await composeMails(composer, [mail]);
	if (composed?.error !== undefined) throw composed.error;
	return composed?.content;
}

async function composeKind<Row extends Mail>(
	composer: Composer,
	kind: string,
	mails: Row[]
): Promise<Composed<Row>[]> {
	const template = composer.templates.find((one) => one.kind === kind);
	const failed = (error: unknown) => mails.map((mail) => ({ mail, error }));
	if (!template) return failed(new Error(`No template composes "${kind}"`));
	let payloads: Record<string, unknown>[];
	let gathered: unknown;
	try {
		payloads = mails.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
		gathered = await template.gather?.(composer.db, payloads);
	} catch (error) {
		// One mail that cannot be read must not keep the others back.
		return mails.length === 1
			? failed(error)
			: (await Promise.all(mails.map((mail) => composeKind(composer, kind, [mail])))).flat();
	}
	return Promise.all(
		mails.map(async (mail, at) => {
			try {
				const context = await contextOf(composer, mail, template);
				const to = { address: mail.toAddress, name: mail.toName, personId: mail.personId };
				return { mail, content: await template.compose(context, payloads[at] ?? {}, to, gathered) };
			} catch (error) {
				return { mail, error };
			}
		})
	);
}

async function contextOf(
	{ db, tokens, config }: Composer,
	mail: Mail,
	{ reader = 'guests' }: MailTemplate<unknown>
): Promise<MailContext> {
	const language = languageFor(reader, languageOr(mail.language));
	const t = await loadTranslate(language);
	return { db, origin: config.origin, from: config.mailFrom, tokens, t, language };
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
