import { recordChange } from '#lib/changes/commands.server.ts';
import type { ChangeVerb } from '#lib/changes/verb.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { mayBeInvited, mayBeReminded } from '#lib/guests/asking.ts';
import { claimGuests } from '#lib/guests/commands.server.ts';
import { answering } from '#lib/guests/deadline.ts';
import { findGuest, listAddressees, type Addressee } from '#lib/guests/queries.server.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import { nameOf } from '#lib/people/person.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { invitationKind, reminderKind } from './mail-kinds.ts';
import { invitationsChange } from './invitation-changes.ts';

const batch = 1_000;

interface Sending {
	editionId: string;
	/** All who may be written to when left out. */
	guestIds?: string[];
	by: string;
	now: Instant;
}

/**
 * Queues an invitation for every guest who was not invited and has not answered, in one transaction. Guests
 * without an address, and those who asked for no more mails, are left out. A second run queues nothing.
 */
export function sendInvitations(
	db: Database | Transaction,
	{ editionId, guestIds, by, now }: Sending
): Promise<Outcome<{ queued: number }, 'event-over'>> {
	return sending(db, { editionId, by, now, verb: 'invitations.sent' }, async (trx) => {
		let queued = 0;
		for await (const guests of addressees(trx, editionId, guestIds)) {
			const uninvited = { editionId, guests, may: mayBeInvited, sent: 'invitedAt', now } as const;
			const claimed = await claimGuests(trx, uninvited);
			const requests = claimed.map((guest) =>
				invitationTo(guest, editionId, `invitation:${guest.id}`)
			);
			queued += await queueMails(trx, requests, now);
		}
		return queued;
	});
}

/** Queues a reminder for every guest without an answer who was neither invited nor reminded within a day. */
export function sendReminders(
	db: Database | Transaction,
	{ editionId, guestIds, by, now }: Sending
): Promise<Outcome<{ queued: number }, 'event-over'>> {
	return sending(db, { editionId, by, now, verb: 'invitations.reminded' }, async (trx) => {
		let queued = 0;
		for await (const guests of addressees(trx, editionId, guestIds)) {
			const may = (guest: Addressee) => mayBeReminded(guest, now);
			const claimed = await claimGuests(trx, { editionId, guests, may, sent: 'remindedAt', now });
			const requests = claimed.map((guest) =>
				reminderTo(guest, editionId, `reminder:${guest.id}:${now}`)
			);
			queued += await queueMails(trx, requests, now);
		}
		return queued;
	});
}

/** The invitation once more, to one guest, whatever they answered; pressed twice in one minute of the clock it is one mail. */
export function resendInvitation(
	db: Database | Transaction,
	{ guestId, by, now }: { guestId: string; by: string; now: Instant }
): Promise<Outcome<{ queued: number }, 'event-over' | 'guest-missing' | 'no-address'>> {
	return inTransaction(db, async (trx) => {
		const guest = await findGuest(trx, guestId);
		if (!guest || guest.removedAt) return refused('guest-missing');
		const { editionId } = guest;
		const [addressee] = await listAddressees(trx, { editionId, guestIds: [guestId] });
		if (!addressee) return refused('no-address');
		const resending = {
			editionId,
			by,
			now,
			verb: 'invitations.resent',
			subjectId: guestId,
			name: nameOf(guest.person)
		} as const;
		return sending(trx, resending, async (inner) => {
			const may = ({ invitedAt }: Addressee) => invitedAt === null;
			await claimGuests(inner, { editionId, guests: [addressee], may, sent: 'invitedAt', now });
			const key = `invitation:${guestId}:${now.slice(0, 16)}`;
			const request = invitationTo(addressee, editionId, key, { again: true });
			return queueMails(inner, [request], now);
		});
	});
}

function sending(
	db: Database | Transaction,
	{
		editionId,
		by,
		now,
		verb,
		subjectId = editionId,
		name
	}: Omit<Sending, 'guestIds'> & { verb: ChangeVerb; subjectId?: string; name?: string },
	queue: (trx: Transaction) => Promise<number>
): Promise<Outcome<{ queued: number }, 'event-over'>> {
	return inTransaction(db, async (trx) => {
		if (answering(await getEdition(trx, editionId), now) === 'over') return refused('event-over');
		const queued = await queue(trx);
		if (queued > 0) {
			const after = { count: queued };
			recordChange(trx, invitationsChange, { verb, editionId, subjectId, name, after, by, now });
		}
		return done({ queued });
	});
}

async function* addressees(
	trx: Transaction,
	editionId: string,
	guestIds: string[] | undefined
): AsyncGenerator<Addressee[]> {
	if (guestIds) {
		for (const ids of inChunks(guestIds, batch)) {
			yield listAddressees(trx, { editionId, guestIds: ids });
		}
		return;
	}
	for (let after: string | undefined; ;) {
		const guests = await listAddressees(trx, { editionId, after, most: batch });
		yield guests;
		if (guests.length < batch) return;
		after = guests.at(-1)?.id;
	}
}

function invitationTo(
	guest: Addressee,
	editionId: string,
	dedupeKey: string,
	{ again = false } = {}
): MailRequest<typeof invitationKind> {
	const payload = { guestId: guest.id, again };
	return { ...mailTo(guest, editionId), kind: invitationKind, payload, dedupeKey };
}

function reminderTo(
	guest: Addressee,
	editionId: string,
	dedupeKey: string
): MailRequest<typeof reminderKind> {
	const payload = { guestId: guest.id };
	return { ...mailTo(guest, editionId), kind: reminderKind, payload, dedupeKey };
}

function mailTo({ personId, email, name, language }: Addressee, editionId: string) {
	return { editionId, personId, to: { address: email, name }, language, priority: 3 } as const;
}
