import { conferenceHours } from '#lib/agenda/hours.ts';
import { itemsOf, type Programme, type ProgrammeItem } from '#lib/agenda/programme.ts';
import { placeIn, venueOf, type Edition } from '#lib/conference/edition.ts';
import { mayCome, type AnswerState } from '#lib/guests/guest.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { inLanguage, type Language } from '#lib/platform/languages.ts';
import { compareText } from '#lib/platform/text.ts';

/** The content of an entry in a guest's calendar, and their part in it. */
export interface EntryContent {
	title: string;
	location: string;
	startsAt: Instant;
	/** After `startsAt`. */
	endsAt: Instant;
	timeZone: string;
	partstat: 'ACCEPTED' | 'TENTATIVE' | 'NEEDS-ACTION';
}

interface Entry {
	/** `day:2027-05-24` or `talk:<talk id>`. */
	subject: string;
	content: EntryContent;
}

/** An entry that a guest should hold now. */
export interface WantedEntry extends Entry {
	/** Its title in every language: whoever holds it in another than theirs is not written to for that. */
	titles: readonly string[];
}

/** The last that was queued for a guest about one subject. */
export interface HeldEntry extends Entry {
	uid: string;
	sequence: number;
	method: 'REQUEST' | 'CANCEL';
}

/** One message that brings a guest's calendar a step nearer to what it should hold. */
export interface EntryChange extends Entry {
	kind: 'new' | 'changed' | 'cancelled';
	/** Nothing but the guest's own answer has changed. */
	answered: boolean;
	/** Its mail brings the tickets: it is about the first day that is not over. */
	tickets: boolean;
	/** Undefined for an entry that never was: its UID is still to be made. */
	uid: string | undefined;
	sequence: number;
	method: 'REQUEST' | 'CANCEL';
}

export interface EntryGuest {
	personId: string;
	state: AnswerState;
	language: Language;
	removed: boolean;
}

/**
 * The entries that belong in a guest's calendar as things are: each day of the conference for those who said yes or
 * maybe, and each published talk of a speaker who did not say no. A speaker who has not answered yet is asked by the
 * entry.
 */
export function wantedEntries(
	guest: EntryGuest,
	edition: Pick<Edition, 'title' | 'days' | 'timeZone' | 'venueName' | 'venueAddress'>,
	programme: Pick<Programme, 'days'> | undefined
): WantedEntry[] {
	if (guest.removed || !mayCome(guest.state)) return [];
	const partstat = partstats[guest.state];
	const { timeZone } = edition;
	const conference = inLanguage(edition.title, guest.language);
	const venue = venueOf(edition);
	const days = guest.state === 'unanswered' ? [] : conferenceHours(edition, programme);
	const wanted = new Map<string, Omit<WantedEntry, 'subject'>>();
	for (const { dayOn, ...hours } of days) {
		const content = { title: conference, location: venue, ...hours, timeZone, partstat };
		wanted.set(`day:${dayOn}`, { content, titles: Object.values(edition.title) });
	}
	for (const { talkId, title, room, startsAt, endsAt } of talksOf(guest.personId, programme)) {
		if (wanted.has(`talk:${talkId}`)) continue;
		const content = {
			title: inLanguage(title, guest.language) || conference,
			location: placeIn(room, edition),
			startsAt,
			endsAt,
			timeZone,
			partstat
		};
		wanted.set(`talk:${talkId}`, { content, titles: Object.values(title) });
	}
	return [...wanted].map(([subject, entry]) => ({ subject, ...entry }));
}

/**
 * The entries of a guest who answers while changes of agenda and settings settle: what they were told of stays as they were
 * told it, with their new answer. Only what they hold nothing of yet comes as things are now.
 */
export function whileSettling(
	wanted: readonly WantedEntry[],
	held: readonly HeldEntry[]
): readonly WantedEntry[] {
	const partstat = wanted[0]?.content.partstat;
	if (!partstat) return [];
	const subjects = new Set(wanted.map(({ subject }) => subject));
	const told = held
		.filter(({ subject, method }) => method === 'REQUEST' || subjects.has(subject))
		.map(({ subject, content }) => ({
			subject,
			content: { ...content, partstat },
			titles: []
		}));
	const kindOf = ({ subject }: Entry) => subject.split(':')[0];
	const kinds = new Set(told.map(kindOf));
	return [...told, ...wanted.filter((entry) => !kinds.has(kindOf(entry)))];
}

const partstats = {
	yes: 'ACCEPTED',
	maybe: 'TENTATIVE',
	unanswered: 'NEEDS-ACTION'
} as const satisfies Partial<Record<AnswerState, EntryContent['partstat']>>;

/** A person's published talks, the earliest first. */
export function talksOf(
	personId: string,
	programme: Pick<Programme, 'days'> | undefined
): (ProgrammeItem & { talkId: string })[] {
	if (!programme) return [];
	return itemsOf(programme)
		.flatMap((item) => (item.talkId === null ? [] : [{ ...item, talkId: item.talkId }]))
		.filter(({ speakers }) => speakers.some((speaker) => speaker.personId === personId))
		.sort((a, b) => compareText(a.startsAt, b.startsAt) || compareText(a.talkId, b.talkId));
}

/**
 * The messages that turn what a guest was last sent into what they should hold (RFC 5546, 2.1.4 and 3.2): each
 * change raises SEQUENCE by one and keeps the UID, also when an entry comes back after it was cancelled. What is
 * over at `now` is left alone. Empty when everything already is as it should be, but perhaps in another language.
 * `anew`: the guest moved to another address, where nothing was sent yet.
 */
export function difference(
	wanted: readonly WantedEntry[],
	held: readonly HeldEntry[],
	now: Instant,
	anew = false
): EntryChange[] {
	const bySubject = new Map(held.map((entry) => [entry.subject, entry]));
	const subjects = new Set(wanted.map(({ subject }) => subject));
	const coming = wanted.filter(({ content }) => content.endsAt > now);
	const firstDay = coming.find(({ subject }) => subject.startsWith('day:'))?.subject;
	const requests = coming.flatMap((entry): EntryChange[] => {
		const { subject, content } = entry;
		const before = bySubject.get(subject);
		const shown = before?.method === 'REQUEST' && !anew ? before.content : undefined;
		if (shown && isSame(shown, entry)) return [];
		const { partstat } = content;
		const answered = shown !== undefined && isSame({ ...shown, partstat }, entry);
		const kind = shown ? 'changed' : 'new';
		const tickets = subject === firstDay;
		return [{ kind, answered, tickets, subject, content, method: 'REQUEST', ...following(before) }];
	});
	const cancellations = held
		.filter(({ subject, method }) => method === 'REQUEST' && !subjects.has(subject))
		.filter(({ content }) => content.endsAt > now)
		.map((before): EntryChange => {
			const { subject, content } = before;
			return {
				kind: 'cancelled',
				answered: false,
				tickets: false,
				subject,
				content,
				method: 'CANCEL',
				...following(before)
			};
		});
	return [...cancellations, ...requests];
}

function following(before: HeldEntry | undefined): Pick<EntryChange, 'uid' | 'sequence'> {
	return before
		? { uid: before.uid, sequence: before.sequence + 1 }
		: { uid: undefined, sequence: 0 };
}

function isSame(shown: EntryContent, { content, titles }: WantedEntry): boolean {
	return (
		[content.title, ...titles].includes(shown.title) &&
		shown.location === content.location &&
		shown.startsAt === content.startsAt &&
		shown.endsAt === content.endsAt &&
		shown.timeZone === content.timeZone &&
		shown.partstat === content.partstat
	);
}

/** The thread of mails that carry one entry: they leave in order, and a newer replaces one that waits. */
export function threadOf(uid: string): string {
	return `calendar:${uid}`;
}
