import type { Transaction } from '#lib/db/transaction.ts';
import { mayCome } from '#lib/guests/guest.ts';
import { findGuest } from '#lib/guests/queries.server.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import { ticketKind } from './mail-kinds.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';

/**
 * Queues the tickets of a guest and of whoever they bring. Reads the guest as they are by now, language included; who is
 * not coming any more gets none.
 */
export async function queueTickets(
	trx: Transaction,
	{ guestId, owedAt, now }: { guestId: string; owedAt: Instant; now: Instant }
): Promise<void> {
	const guest = await findGuest(trx, guestId);
	if (!guest?.person.email || guest.removedAt || !mayCome(guest.state)) return;
	const request: MailRequest<typeof ticketKind> = {
		kind: ticketKind,
		editionId: guest.editionId,
		personId: guest.person.id,
		to: { address: guest.person.email, name: guest.person.name },
		language: guest.language,
		payload: { guestId },
		// Whoever saves twice in the same minute of the clock gets one mail, with what was saved last.
		dedupeKey: `ticket:${guestId}:${owedAt.slice(0, 16)}`,
		priority: 2,
		dueAt: later(owedAt, minute)
	};
	await queueMails(trx, [request], now);
}
