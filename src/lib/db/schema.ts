import type { Generated } from 'kysely';

/**
 * Every table, in one place. Ids are UUIDv7 text; `…At` is a UTC instant (`2027-05-24T06:00:00.000Z`);
 * `…On` is a calendar day (`2027-05-24`); booleans are 0 or 1; JSON is text and parsed where it is read.
 */
export type Instant = string;
export type Day = string;
/** JSON text of an object by language code, such as `{"en":"Programme","lv":"Programma"}`. */
export type Localized = string;
type Json = string;

// people

export interface PersonTable {
	id: string;
	/** NFC, as the person writes it; empty while only an address is known. */
	name: string;
	nameFolded: string;
	/** Lower case; unique where present. A walk-in may have none. */
	email: string | null;
	organisationId: string | null;
	country: string | null;
	language: string;
	createdAt: Instant;
}

export interface OrganisationTable {
	id: string;
	name: string;
	nameFolded: string;
	country: string | null;
	address: string | null;
	createdAt: Instant;
}

/** A person who may organise: the row is the right. */
export interface OrganiserTable {
	personId: string;
	since: Instant;
	grantedBy: string | null;
}

/** One sign-in on one browser. `id` is the SHA-256 of the cookie's value. */
export interface LoginTable {
	id: string;
	personId: string;
	expiresAt: Instant;
}

/** A sign-in link that was asked for; its token is derived, never stored. */
export interface SignInRequestTable {
	id: string;
	email: string;
	purpose: 'sign-in' | 'first-organiser';
	returnTo: string;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
}

export interface ActivityTable {
	id: string;
	at: Instant;
	editionId: string | null;
	/** Who acted: a person, a door device, or neither for the system itself. */
	personId: string | null;
	deviceId: string | null;
	/** Such as `talk.accepted`; the words for it are in the messages. */
	verb: string;
	subjectId: string | null;
	detail: Json;
}

// conference

export interface EditionTable {
	id: string;
	/** The edition's place in URLs, such as `2027`. */
	slug: string;
	title: Localized;
	theme: Localized;
	/** An IANA name such as `Europe/Riga`. */
	timeZone: string;
	venueName: string;
	venueAddress: string;
	/** Talks may be submitted until this instant. */
	talksDueAt: Instant | null;
	/** Guests are asked to answer by this instant. */
	answersDueAt: Instant | null;
	doorOpenedAt: Instant | null;
	doorClosedAt: Instant | null;
	createdAt: Instant;
	revision: number;
}

export interface EditionDayTable {
	id: string;
	editionId: string;
	dayOn: Day;
	/** Wall-clock time at the venue, `HH:MM`. */
	opens: string;
	closes: string;
}

export interface RoomTable {
	id: string;
	editionId: string;
	name: string;
	capacity: number | null;
	position: number;
}

// projects

export interface ProjectTable {
	id: string;
	title: string;
	acronym: string;
	programme: 'erasmus-plus' | 'nordplus' | 'lifelong-learning' | 'leonardo-da-vinci' | 'other';
	/** Such as `KA121-VET`; free text, because older ones follow no rule. */
	action: string;
	code: string;
	startsOn: Day | null;
	endsOn: Day | null;
	summary: string;
	createdAt: Instant;
	revision: number;
}

export interface ProjectPartnerTable {
	id: string;
	projectId: string;
	organisationId: string;
	role: 'coordinator' | 'partner' | 'host';
	position: number;
}

/** A country that takes part without a named partner. */
export interface ProjectCountryTable {
	projectId: string;
	country: string;
}

/** One person's stay abroad under a project. */
export interface MobilityTable {
	id: string;
	projectId: string;
	personId: string;
	hostOrganisationId: string | null;
	country: string;
	activity:
		| 'job-shadowing'
		| 'teaching'
		| 'course'
		| 'placement'
		| 'skills-competition'
		| 'group'
		| 'preparatory-visit'
		| 'other';
	startsOn: Day | null;
	endsOn: Day | null;
	createdAt: Instant;
}

// talks

/** What a talk says; editable until accepted. Its state is folded from `talk_step`. */
export interface TalkTable {
	id: string;
	editionId: string;
	projectId: string | null;
	title: string;
	abstract: string;
	format: 'talk' | 'workshop' | 'poster' | 'panel';
	minutes: number;
	language: string;
	needs: string;
	createdAt: Instant;
	updatedAt: Instant;
	revision: number;
}

export interface TalkSpeakerTable {
	talkId: string;
	personId: string;
	/** 0 is the author. */
	position: number;
	/** What the author calls a co-speaker. */
	typedName: Generated<string>;
}

export interface TalkStepTable {
	id: string;
	talkId: string;
	step: 'submitted' | 'withdrawn' | 'accepted' | 'declined' | 'confirmed';
	note: string;
	byPersonId: string | null;
	at: Instant;
}

// guests

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

/** One answer as given, whole; the newest is what holds. */
export interface AnswerTable {
	id: string;
	guestId: string;
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

// agenda

/** The draft: what stands where, before it is published. Times are null while unplaced. */
export interface AgendaItemTable {
	id: string;
	editionId: string;
	kind: 'talk' | 'workshop' | 'break' | 'ceremony' | 'other';
	talkId: string | null;
	title: Localized;
	roomId: string | null;
	startsAt: Instant | null;
	endsAt: Instant | null;
	createdAt: Instant;
	revision: number;
}

/** A published agenda: numbered, frozen. */
export interface ReleaseTable {
	id: string;
	editionId: string;
	number: number;
	note: string;
	/** JSON of `Programme` in agenda/programme.ts. */
	programme: Json;
	byPersonId: string | null;
	releasedAt: Instant;
}

// invitations

/** The calendar entry a guest was last sent, one for each guest and subject. */
export interface CalendarEntryTable {
	id: string;
	guestId: string;
	/** `day:2027-05-24` or `talk:<talk id>`. */
	subject: string;
	/** Random, never changed. */
	uid: string;
	sequence: number;
	method: 'REQUEST' | 'CANCEL';
	/** JSON of `EntryContent` in invitations/entries.ts: what the guest saw. */
	content: Json;
	stampedAt: Instant;
}

// mail

/** The outbox. A row is written in the transaction of its cause; it holds no token and no rendered text. */
export interface MailTable {
	id: string;
	editionId: string | null;
	personId: string | null;
	/** Names the template, such as `invitation`. */
	kind: string;
	toAddress: string;
	toName: string;
	language: string;
	/** JSON the template composes the mail from. Ids and facts; no token. */
	payload: Json;
	messageId: string;
	inReplyTo: string | null;
	/** Unique: the same cause never queues twice. */
	dedupeKey: string;
	/** Mails of one thread are sent in order of revision, and only the newest unsent one. */
	thread: string | null;
	revision: number;
	/** Lower goes first: 0 sign-in, 1 cancel, 2 update, 3 invitation, 4 certificate. */
	priority: number;
	queuedAt: Instant;
	/** When it may be tried next: lease and backoff at once. */
	dueAt: Instant;
	attempt: number;
	owner: string | null;
	state: 'queued' | 'sent' | 'failed' | 'superseded';
	finishedAt: Instant | null;
	/** The subject as it was sent, for the outbox page. */
	subject: string;
}

export interface MailAttemptTable {
	id: string;
	mailId: string;
	attempt: number;
	outcome: 'sent' | 'deferred' | 'refused' | 'account';
	/** The server's words, without addresses. */
	detail: string;
	at: Instant;
}

export interface SuppressedAddressTable {
	address: string;
	reason: string;
	at: Instant;
}

/** Settings changed while running, such as mail caps; JSON by name. */
export interface SettingTable {
	name: string;
	value: Json;
	updatedAt: Instant;
}

// door

export interface PairingTable {
	id: string;
	editionId: string;
	deviceName: string;
	gate: string;
	/** SHA-256 of the one-time code. */
	codeHash: string;
	byPersonId: string;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
}

export interface DeviceTable {
	id: string;
	editionId: string;
	name: string;
	gate: string;
	/** SHA-256 of the device's token. */
	tokenHash: string;
	pairedAt: Instant;
	seenAt: Instant;
	revokedAt: Instant | null;
}

/** The append-only log of the door; who is inside is folded from it. */
export interface ScanTable {
	/** Made by the device: uploading twice changes nothing. */
	key: string;
	editionId: string;
	deviceId: string;
	/** The device's own count, from 1. */
	deviceSequence: number;
	/** The code as scanned, known or not. */
	ticketCode: string;
	guestId: string | null;
	companionId: string | null;
	gate: string;
	kind: 'entry' | 'exit' | 'undo' | 'walk-in';
	/** By the device's clock. */
	scannedAt: Instant;
	receivedAt: Instant;
	/** `scannedAt` by the server's clock: corrected by how far the device's was off when it sent. */
	happenedAt: Instant;
	/** What the helper was told. */
	decided: 'welcome' | 'inside' | 'declined' | 'unknown' | 'left' | 'undone';
	/** The key of the scan that an undo takes back. */
	undoes: string | null;
}

// certificates

export interface CertificateTable {
	id: string;
	editionId: string;
	guestId: string;
	/** Public, in the URL and the QR code. */
	code: string;
	/** JSON of `CertificateContent` in certificates/certificate.ts, frozen at issue. */
	content: Json;
	issuedAt: Instant;
	issuedBy: string | null;
	revokedAt: Instant | null;
	revokedBy: string | null;
	revokedReason: string;
}

export interface Schema {
	person: PersonTable;
	organisation: OrganisationTable;
	organiser: OrganiserTable;
	login: LoginTable;
	signInRequest: SignInRequestTable;
	activity: ActivityTable;
	edition: EditionTable;
	editionDay: EditionDayTable;
	room: RoomTable;
	project: ProjectTable;
	projectPartner: ProjectPartnerTable;
	projectCountry: ProjectCountryTable;
	mobility: MobilityTable;
	talk: TalkTable;
	talkSpeaker: TalkSpeakerTable;
	talkStep: TalkStepTable;
	guest: GuestTable;
	answer: AnswerTable;
	companion: CompanionTable;
	accessNeed: AccessNeedTable;
	agendaItem: AgendaItemTable;
	release: ReleaseTable;
	calendarEntry: CalendarEntryTable;
	mail: MailTable;
	mailAttempt: MailAttemptTable;
	suppressedAddress: SuppressedAddressTable;
	setting: SettingTable;
	pairing: PairingTable;
	device: DeviceTable;
	scan: ScanTable;
	certificate: CertificateTable;
}
