import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inPatientTransaction, inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { recordAnswer, removeGuest } from '#lib/guests/commands.server.ts';
import type { NewAnswer, RecordedAnswer } from '#lib/guests/commands.server.ts';
import {
	mendGuest,
	restoreGuest,
	writeInGuest,
	type WrittenIn
} from '#lib/guests/new-guest.server.ts';
import { findGuest, listGuestsOfPerson } from '#lib/guests/queries.server.ts';
import { queueMails, redirectMails } from '#lib/mail/commands.server.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import { changeAddress } from '#lib/people/commands.server.ts';
import { later, minute, type Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { answersEnd } from './deadline.ts';
import { ticketKind } from './mail-kinds.ts';
import { reconcileCalendar, reconcileGuest, type EntryCounts } from './reconcile.server.ts';

export { publishAgenda, updateCalendars } from './publication.server.ts';
export { reconcileCalendar, type EntryCounts } from './reconcile.server.ts';
export { resendInvitation, sendInvitations, sendReminders } from './send.server.ts';

/** Writes an answer down and brings the guest's calendar in line with it. */
export function answerInvitation(
	db: Database | Transaction,
	answer: NewAnswer
): Promise<
	Outcome<
		RecordedAnswer & { entries: EntryCounts },
		'guest-missing' | 'too-many-companions' | 'event-over'
	>
> {
	return inTransaction(db, async (trx) => {
		const { guestId, now } = answer;
		const guest = await findGuest(trx, guestId);
		if (!guest) return refused('guest-missing');
		const { editionId } = guest;
		const end = answersEnd(await getEdition(trx, editionId));
		if (end && end <= now) return refused('event-over');
		const recorded = await recordAnswer(trx, answer);
		if (!recorded.ok) return recorded;
		const { entries, tickets } = await reconcileGuest(trx, { editionId, guestId, now });
		const { before, state, companionsChanged } = recorded.value;
		const mayCome = state === 'yes' || state === 'maybe';
		const cameRound = before !== 'yes' && before !== 'maybe';
		if (mayCome && (cameRound || companionsChanged) && !tickets) {
			await queueTickets(trx, { guestId, now });
		}
		return done({ ...recorded.value, entries });
	});
}

/** Reads the guest as they are after the answer: it may name another language to write to them in. */
async function queueTickets(
	trx: Transaction,
	{ guestId, now }: { guestId: string; now: Instant }
): Promise<void> {
	const guest = await findGuest(trx, guestId);
	if (!guest?.person.email) return;
	const request: MailRequest<typeof ticketKind> = {
		kind: ticketKind,
		editionId: guest.editionId,
		personId: guest.person.id,
		to: { address: guest.person.email, name: guest.person.name },
		language: guest.language,
		payload: { guestId },
		// Whoever saves twice in the same minute of the clock gets one mail, with what was saved last.
		dedupeKey: `ticket:${guestId}:${now.slice(0, 16)}`,
		priority: 2,
		dueAt: later(now, minute)
	};
	await queueMails(trx, [request], now);
}

/** Takes a guest off the list, and what they hold out of their calendar. */
export function withdrawInvitation(
	db: Database | Transaction,
	change: { guestId: string; by: string; now: Instant }
): Promise<Outcome<EntryCounts, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const { guestId, now } = change;
		const guest = await findGuest(trx, guestId);
		if (!guest) return refused('guest-missing');
		const removed = await removeGuest(trx, change);
		if (!removed.ok) return removed;
		return done(
			await reconcileCalendar(trx, { editionId: guest.editionId, guestIds: [guestId], now })
		);
	});
}

/** A guest an organiser writes in; one who comes back gets back what stood in their calendar. */
export function writeInvited(
	db: Database | Transaction,
	change: Parameters<typeof writeInGuest>[1]
): Promise<Outcome<WrittenIn & { entries: EntryCounts }, 'on-list'>> {
	return inTransaction(db, async (trx) => {
		const { editionId, now } = change;
		const added = await writeInGuest(trx, change);
		if (!added.ok) return added;
		const guestIds = [added.value.id];
		return done({
			...added.value,
			entries: await reconcileCalendar(trx, { editionId, guestIds, now })
		});
	});
}

/** Mends what is on file about a guest; their calendar speaks another language from its next change on. */
export function mendInvited(
	db: Database | Transaction,
	change: Parameters<typeof mendGuest>[1]
): Promise<Outcome<EntryCounts, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const { guestId, now } = change;
		const mended = await mendGuest(trx, change);
		if (!mended.ok) return mended;
		const { editionId } = mended.value;
		return done(await reconcileCalendar(trx, { editionId, guestIds: [guestId], now }));
	});
}

/**
 * Gives a guest another address, at every conference: what has not reached the old one goes there, and what stands in
 * their calendar once more.
 */
export function changeGuestAddress(
	db: Database | Transaction,
	{ guestId, email, by, now }: { guestId: string; email: string; by: string; now: Instant }
): Promise<Outcome<undefined, 'guest-missing' | 'address-taken' | 'organises'>> {
	return inPatientTransaction(db, async (trx) => {
		const guest = await findGuest(trx, guestId);
		if (!guest) return refused('guest-missing');
		const personId = guest.person.id;
		const moved = await changeAddress(trx, { personId, email, by, now });
		if (!moved.ok) return moved;
		if (!moved.value.changed) return done();
		// A newer entry replaces one that waits; what withdraws one belongs where that was sent.
		await redirectMails(trx, { personId, address: email, besides: ['calendar'], now });
		for (const { id, editionId } of await listGuestsOfPerson(trx, personId)) {
			await reconcileCalendar(trx, { editionId, guestIds: [id], anew: true, now });
		}
		return done();
	});
}

/** Puts a guest back on the list, and what they said yes to back into their calendar. */
export function readmitGuest(
	db: Database | Transaction,
	change: { guestId: string; by: string; now: Instant }
): Promise<Outcome<EntryCounts, 'guest-missing'>> {
	return inTransaction(db, async (trx) => {
		const { guestId, now } = change;
		const restored = await restoreGuest(trx, change);
		if (!restored.ok) return restored;
		const { editionId } = restored.value;
		return done(await reconcileCalendar(trx, { editionId, guestIds: [guestId], now }));
	});
}
