import type { SendMailOptions } from 'nodemailer';
import type { Reader } from '#lib/db/transaction.ts';
import type { Config } from '#lib/platform/config.server.ts';
import { languageFor, languageOr } from '#lib/platform/languages.ts';
import { oneLine } from '#lib/platform/text.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import { loadTranslate } from '#messages/load.ts';
import type { Mail } from './claim.server.ts';
import type { MailKind } from './mail-kind.ts';
import type { MailContent, MailContext, MailTemplate } from './template.server.ts';

/** Everything that composing needs beside the mail. */
export interface Composer {
	db: Reader;
	templates: MailTemplate<MailKind, unknown>[];
	tokens: Tokens;
	config: Pick<Config, 'origin' | 'mailFrom'>;
}

/** A mail with its words; without them when it is no longer wanted, or when its template failed. */
export interface ComposedMail<Row extends Mail = Mail> {
	mail: Row;
	content?: MailContent;
	error?: unknown;
}

/** The words of several mails by the templates of their kinds, in the order given. Never throws: one mail's failure is its own. */
export async function composeMails<Row extends Mail>(
	composer: Composer,
	mails: Row[]
): Promise<ComposedMail<Row>[]> {
	const composed = new Map<Row, ComposedMail<Row>>();
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
): Promise<ComposedMail<Row>[]> {
	const template = composer.templates.find((one) => one.kind.name === kind);
	if (!template) {
		const error = new Error(`No template composes "${kind}"`);
		return mails.map((mail) => ({ mail, error }));
	}
	const unreadable: ComposedMail<Row>[] = [];
	const read = mails.flatMap((mail) => {
		try {
			return { mail, payload: template.kind.payload.read(mail.payload) };
		} catch (error) {
			unreadable.push({ mail, error });
			return [];
		}
	});
	return [...unreadable, ...(await composeRead(composer, template, read))];
}

async function composeRead<Row extends Mail>(
	composer: Composer,
	template: Composer['templates'][number],
	mails: { mail: Row; payload: object }[]
): Promise<ComposedMail<Row>[]> {
	let gathered: unknown;
	try {
		const payloads = mails.map(({ payload }) => payload);
		if (payloads.length > 0) gathered = await template.gather?.(composer.db, payloads);
	} catch (error) {
		// One mail that cannot be gathered for must not keep the others back.
		return mails.length === 1
			? mails.map(({ mail }) => ({ mail, error }))
			: (await Promise.all(mails.map((one) => composeRead(composer, template, [one])))).flat();
	}
	return Promise.all(
		mails.map(async ({ mail, payload }) => {
			try {
				const context = await contextOf(composer, mail, template);
				const to = { address: mail.toAddress, name: mail.toName, personId: mail.personId };
				return { mail, content: await template.compose(context, payload, to, gathered) };
			} catch (error) {
				return { mail, error };
			}
		})
	);
}

async function contextOf(
	{ db, tokens, config }: Composer,
	mail: Mail,
	{ audience = 'guests' }: Composer['templates'][number]
): Promise<MailContext> {
	const language = languageFor(audience, languageOr(mail.language));
	const t = await loadTranslate(language);
	return { db, origin: config.origin, from: config.mailFrom, tokens, t, language };
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
