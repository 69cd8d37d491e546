import type { MailTemplate } from '#lib/mail/template.server.ts';
import { mailText } from '#lib/mail/mail-text.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import { inLanguage } from '#lib/platform/languages.ts';
import { spellCode } from '#lib/platform/codes.ts';
import CertificateMail from './CertificateMail.svelte';
import { certificateKind } from './mail-kinds.ts';
import { printCertificates } from './print.server.ts';
import { findCertificate } from './queries.server.ts';
import { checkAddress, fileName } from './words.ts';

/**
 * The mail that brings a certificate. It is set from what was frozen at issue, so a second try attaches the same
 * bytes; one that was taken back meanwhile is not sent. It never carries a calendar: mail programs would hide the PDF.
 */
export const certificateMail: MailTemplate<typeof certificateKind> = {
	kind: certificateKind,
	async compose({ db, origin, t, language }, payload) {
		const certificate = await findCertificate(db, payload.certificateId);
		if (!certificate || certificate.revokedAt !== null) return undefined;
		const { code, content } = certificate;
		const pdf = await printCertificates([certificate], { origin });
		const event = inLanguage(content.event, language);
		const words = {
			greeting: t('certificates.mail-greeting'),
			lead: t('certificates.mail-lead', { event }),
			check: t('certificates.mail-check', { code: spellCode(code) }),
			wrong: t('certificates.mail-wrong')
		};
		const url = checkAddress(code, origin);
		return {
			subject: t('certificates.mail-subject', { event }),
			html: renderMail(CertificateMail, { t, event, url, ...words }),
			text: mailText(t, [words.greeting, words.lead, words.check, url, words.wrong]),
			attachments: [
				{
					filename: fileName(certificate, t),
					contentType: 'application/pdf',
					content: Buffer.from(pdf)
				}
			]
		};
	}
};
