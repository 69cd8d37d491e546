import type { Instant } from '#lib/platform/clock.ts';

export interface GuestTable {
	id: string;
	editionId: string;
	personId: string;
	source: 'import' | 'organiser' | 'speaker' | 'walk-in';
	role: 'guest' | 'speaker' | 'learner' | 'parent' | 'partner' | 'organiser';
	/** 16 upper-case letters and digits, 80 random bits: what the QR code holds. */
	ticketCode: string;
	/** Raising it ends every link sent before. */
	linkVersion: number;
	createdAt: Instant;
	/** When the invitation was first queued. */
	invitedAt: Instant | null;
	/** When a reminder was last queued. */
	remindedAt: Instant | null;
	/** When the guest asked for no more invitations and reminders (RFC 8058); what they answered stays. */
	mailStoppedAt: Instant | null;
	removedAt: Instant | null;
}

/** One answer as given, whole; the one with the highest number holds. */
export interface AnswerTable {
	id: string;
	guestId: string;
	/** Counts a guest's answers from 1; clocks may go back, this does not. */
	number: number;
	answer: 'yes' | 'no' | 'maybe';
	language: string;
	certificateName: string;
	/** 'guest' by the link, 'organiser' on their behalf. */
	givenBy: 'guest' | 'organiser';
	byPersonId: string | null;
	at: Instant;
}

export interface CompanionTable {
	id: string;
	guestId: string;
	name: string;
	nameFolded: string;
	ticketCode: string;
	addedAt: Instant;
	removedAt: Instant | null;
}

/** Health data: encrypted, apart from the answer, only with consent. */
export interface AccessNeedTable {
	guestId: string;
	ciphertext: string;
	consentedAt: Instant;
}

export interface GuestsSchema {
	guest: GuestTable;
	answer: AnswerTable;
	companion: CompanionTable;
	accessNeed: AccessNeedTable;
}
