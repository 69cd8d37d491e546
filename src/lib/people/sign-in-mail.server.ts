import type { MailTemplate } from '#lib/mail/template.server.ts';
import { mailText } from '#lib/mail/mail-text.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { signInKind } from './mail-kinds.ts';
import { linkTo } from './sign-in.server.ts';
import SignInMail from './SignInMail.svelte';

/** The mail with a link that signs a person in. It is not sent once the link was used or its time is over. */
export const signInMail: MailTemplate<typeof signInKind> = {
	kind: signInKind,
	secret: true,
	async compose({ db, origin, tokens, t }, payload) {
		const request = await db
			.selectFrom('signInRequest')
			.select(['id', 'usedAt', 'expiresAt'])
			.where('id', '=', payload.requestId)
			.executeTakeFirst();
		if (!request || request.usedAt || request.expiresAt <= instantNow()) return undefined;
		const url = origin + linkTo(tokens, request.id);
		const place = new URL(origin).host;
		return {
			subject: t('people.mail-subject', { place }),
			html: renderMail(SignInMail, { t, url, place }),
			text: mailText(t, [
				t('people.mail-greeting'),
				t('people.mail-lead', { place }),
				url,
				t('people.mail-lasts'),
				t('people.mail-not-you')
			])
		};
	}
};
