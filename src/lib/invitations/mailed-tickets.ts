import { ticketsOf, type Guest } from '#lib/guests/guest.ts';
import { spellCode } from '#lib/platform/codes.ts';

/** A ticket in a mail: its picture is attached under `cid` (RFC 2392). */
export interface MailedTicket {
	name: string;
	code: string;
	spelled: string;
	cid: string;
}

/** The tickets of a guest and their companions. */
export function mailedTickets(guest: Guest): MailedTicket[] {
	return ticketsOf(guest).map(({ name, ticketCode }, at) => ({
		name,
		code: ticketCode,
		spelled: spellCode(ticketCode),
		cid: `ticket-${at + 1}@saiets`
	}));
}
