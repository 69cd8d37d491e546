import * as v from 'valibot';
import { conferenceHours } from '#lib/agenda/hours.ts';
import { diffProgrammes } from '#lib/agenda/difference.ts';
import type { Programme, ProgrammeItem } from '#lib/agenda/programme.ts';
import type { Change } from '#lib/changes/queries.server.ts';
import type { ChangedValues } from '#lib/changes/subject.ts';
import { isChangeVerb, type ChangeVerb } from '#lib/changes/verb.ts';
import { editionChange } from '#lib/conference/edition-changes.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';

/** The people whose calendars a change of agenda or settings may concern. */
export interface Concern {
	everyone: boolean;
	/** Empty where it is everyone. */
	personIds: string[];
}

export const concernSchema = v.object({ everyone: v.boolean(), personIds: v.array(v.string()) });

/** The meaning of a row of the log for calendars. */
export type CalendarConsequence =
	| /** That guest's calendar follows at once; `tickets`: they are owed their tickets by mail. */
	  { kind: 'guest'; guestId: string; editionId: string; tickets: boolean }
	  /** Everything that the person holds goes to another address, at every conference. */
	| { kind: 'address'; personId: string }
	/** Every calendar may be another one, once the settings have settled. */
	| { kind: 'settings'; editionId: string }
	/** Some calendars may be others, once the agenda has settled. */
	| { kind: 'release'; editionId: string; releaseId: string }
	/** Nobody wants to wait any longer. */
	| { kind: 'send-now'; editionId: string };

/** The meaning of each deed for calendars; a new verb has to say. */
const meanings: Record<ChangeVerb, CalendarConsequence['kind'] | 'nothing'> = {
	'mail.retried': 'nothing',
	'mail.retried-failed': 'nothing',
	'mail.address-allowed': 'nothing',
	'mail.limited': 'nothing',
	'mail.halted': 'nothing',
	'mail.resumed': 'nothing',
	'mail.settled': 'nothing',
	'login.requested': 'nothing',
	'login.started': 'nothing',
	'organisation.added': 'nothing',
	'organisation.completed': 'nothing',
	'organisation.corrected': 'nothing',
	'organiser.added': 'nothing',
	'organiser.removed': 'nothing',
	'person.added': 'nothing',
	'person.completed': 'nothing',
	'person.updated': 'nothing',
	'person.address-changed': 'address',
	'edition.created': 'nothing',
	'edition.updated': 'settings',
	'door.opened': 'nothing',
	'door.closed': 'nothing',
	'project.created': 'nothing',
	'project.updated': 'nothing',
	'project.removed': 'nothing',
	'mobility.added': 'nothing',
	'mobility.removed': 'nothing',
	'talk.created': 'nothing',
	'talk.saved': 'nothing',
	'talk.submitted': 'nothing',
	'talk.withdrawn': 'nothing',
	'talk.accepted': 'nothing',
	'talk.declined': 'nothing',
	'talk.confirmed': 'nothing',
	'guests.imported': 'nothing',
	'guests.needs-erased': 'nothing',
	// Whoever is new has answered nothing yet; a speaker joins by a release, which tells of them.
	'guest.added': 'nothing',
	'guest.answered': 'guest',
	'guest.link-renewed': 'nothing',
	'guest.mail-stopped': 'nothing',
	'guest.mail-resumed': 'nothing',
	'guest.removed': 'guest',
	'guest.restored': 'guest',
	'guest.role-changed': 'nothing',
	'agenda.added': 'nothing',
	'agenda.placed': 'nothing',
	'agenda.moved': 'nothing',
	'agenda.unplaced': 'nothing',
	'agenda.removed': 'nothing',
	'agenda.draft-moved': 'nothing',
	'agenda.released': 'release',
	'invitations.sent': 'nothing',
	'invitations.reminded': 'nothing',
	'invitations.resent': 'nothing',
	'calendars.send-now': 'send-now',
	'calendars.settling-changed': 'nothing',
	'calendars.brought-in-line': 'nothing',
	'door.pairing-created': 'nothing',
	'door.device-paired': 'nothing',
	'door.device-revoked': 'nothing',
	'door.walk-in-added': 'nothing',
	'door.scanned': 'nothing',
	'certificates.issued': 'nothing',
	'certificate.issued': 'nothing',
	'certificate.reissued': 'nothing',
	'certificate.revoked': 'nothing'
};

/** Reads a row of the log for the calendars' sake; undefined where it means nothing to them. */
export function consequenceOf(change: Change): CalendarConsequence | undefined {
	const { verb, editionId, subjectId } = change;
	if (!isChangeVerb(verb)) return undefined;
	const kind = meanings[verb];
	if (kind === 'nothing') return undefined;
	if (kind === 'address') return { kind, personId: subjectId };
	if (editionId === null) return undefined;
	switch (kind) {
		case 'guest':
			return { kind, guestId: subjectId, editionId, tickets: owesTickets(change) };
		case 'settings':
			return saysOtherwise(change) ? { kind, editionId } : undefined;
		case 'release':
			return { kind, editionId, releaseId: subjectId };
		case 'send-now':
			return { kind, editionId };
	}
}

/**
 * Whether a guest came round to a yes or maybe, or brings others than before: then they are sent the tickets. Not told of
 * an answer that another version wrote.
 */
function owesTickets({ before, after, version }: Change): boolean {
	const was = before === null ? {} : guestChange.read(before, version);
	const is = after === null ? {} : guestChange.read(after, version);
	if (!was || !is) return false;
	const mayCome = (answer: string | undefined) => answer === 'yes' || answer === 'maybe';
	if (!mayCome(is.answer)) return false;
	return !mayCome(was.answer) || was.companions?.join('\n') !== is.companions?.join('\n');
}

/** Which settings stand in calendars; a new one has to say. */
const inCalendars: Record<keyof ChangedValues<typeof editionChange>, boolean> = {
	title: true,
	theme: false,
	firstDayOn: true,
	furtherDaysOn: true,
	hours: true,
	timeZone: true,
	venueName: true,
	venueAddress: true,
	talksDueAt: false,
	answersDueAt: false,
	rooms: false
};

/** Whether the settings now say something else of what stands in calendars. */
function saysOtherwise({ before, after, version }: Change): boolean {
	const was = before === null ? undefined : editionChange.read(before, version);
	const is = after === null ? undefined : editionChange.read(after, version);
	if (!was || !is) return true;
	const fields = (Object.keys(inCalendars) as (keyof typeof inCalendars)[]).filter(
		(field) => inCalendars[field]
	);
	return fields.some((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
}

/**
 * Finds whose calendars a newly published agenda may change: everyone's where the hours of a day are others, else those of the
 * people who speak in what is new, moved, reworded or cancelled.
 */
export function concernOfRelease(
	before: Pick<Programme, 'days'> | undefined,
	after: Pick<Programme, 'days'>,
	edition: Pick<Edition, 'days' | 'timeZone'>
): Concern {
	const hours = (programme: Pick<Programme, 'days'> | undefined) =>
		JSON.stringify(conferenceHours(edition, programme));
	if (hours(before) !== hours(after)) return { everyone: true, personIds: [] };
	const { added, moved, reworded, cancelled } = diffProgrammes(before, after);
	const items: ProgrammeItem[] = [
		...added,
		...cancelled,
		...[...moved, ...reworded].flatMap((changed) => [changed.before, changed.after])
	];
	const ids = items.flatMap(({ speakers }) => speakers.map(({ personId }) => personId));
	return { everyone: false, personIds: [...new Set(ids)].sort() };
}

/** Whether it may be this person's calendar. */
export function concerns({ everyone, personIds }: Concern, personId: string): boolean {
	return everyone || personIds.includes(personId);
}

/** Both together. */
export function joined(one: Concern, other: Concern): Concern {
	if (one.everyone || other.everyone) return { everyone: true, personIds: [] };
	return {
		everyone: false,
		personIds: [...new Set([...one.personIds, ...other.personIds])].sort()
	};
}
