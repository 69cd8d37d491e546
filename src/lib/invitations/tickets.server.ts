import { qrPng } from '#lib/documents/qr.server.ts';
import type { MailContent } from '#lib/mail/template.server.ts';
import type { MailedTicket } from './mailed-tickets.ts';

/** The pictures that `MailTickets.svelte` shows by their `cid`. */
export async function ticketPictures(
	tickets: MailedTicket[]
): Promise<NonNullable<MailContent['attachments']>> {
	return Promise.all(
		tickets.map(async ({ code, cid }, at) => ({
			filename: `ticket-${at + 1}.png`,
			contentType: 'image/png',
			content: await qrPng(code),
			cid
		}))
	);
}
