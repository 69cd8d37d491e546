import type { MailTemplate } from '#lib/mail/template.server.ts';

/** Every mail the app sends, by the room that sends it. */
export const mailTemplates: MailTemplate[] = [];
