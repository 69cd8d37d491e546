import * as v from 'valibot';
import { conferenceHours } from '#lib/agenda/hours.ts';
import { diffProgrammes } from '#lib/agenda/difference.ts';
import type { Programme, ProgrammeItem } from '#lib/agenda/programme.ts';
import type { Change } from '#lib/changes/queries.server.ts';
import { isChangeVerb } from '#lib/changes/verb.ts';
import { editionChange } from '#lib/conference/edition-changes.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';

/** Whose calendars a change of agenda or settings may concern. */
export interface Concern {
	everyone: boolean;
	/** Empty where it is everyone. */
	personIds: string[];
}

export const concernSchema = v.object({ everyone: v.boolean(), personIds: v.array(v.string()) });

/** What a row of the log means for calendars; undefined where it means nothing. */
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

/** Reads a row of the log for the calendars' sake. What an older version wrote concerns its subject as a whole. */
export function consequenceOf(change: Change): CalendarConsequence | undefined {
	const { verb, editionId, subjectId } = change;
	if (!isChangeVerb(verb)) return undefined;
	if (verb === 'person.address-changed') return { kind: 'address', personId: subjectId };
	if (editionId === null) return undefined;
	switch (verb) {
		case 'guest.answered':
			return { kind: 'guest', guestId: subjectId, editionId, tickets: owesTickets(change) };
		// Whoever is new has answered nothing yet; a speaker joins by a release, which tells of them.
		case 'guest.removed':
		case 'guest.restored':
			return { kind: 'guest', guestId: subjectId, editionId, tickets: false };
		case 'edition.updated':
			return saysOtherwise(change) ? { kind: 'settings', editionId } : undefined;
		case 'agenda.released':
			return { kind: 'release', editionId, releaseId: subjectId };
		case 'calendars.send-now':
			return { kind: 'send-now', editionId };
		default:
			return undefined;
	}
}

/** Who came round to a yes or maybe, or brings others than before, is sent the tickets. */
function owesTickets({ before, after, version }: Change): boolean {
	const was = before === null ? {} : guestChange.read(before, version);
	const is = after === null ? {} : guestChange.read(after, version);
	if (!was || !is) return false;
	const mayCome = (answer: string | undefined) => answer === 'yes' || answer === 'maybe';
	if (!mayCome(is.answer)) return false;
	return !mayCome(was.answer) || was.companions?.join('\n') !== is.companions?.join('\n');
}

const inCalendars = [
	'title',
	'firstDayOn',
	'furtherDaysOn',
	'hours',
	'timeZone',
	'venueName',
	'venueAddress'
] as const;

/** Whether the settings now say something else of what stands in calendars. */
function saysOtherwise({ before, after, version }: Change): boolean {
	const was = before === null ? undefined : editionChange.read(before, version);
	const is = after === null ? undefined : editionChange.read(after, version);
	if (!was || !is) return true;
	return inCalendars.some((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
}

/**
 * Whose calendars a newly published agenda may change: everyone's where the hours of a day are others, else those of the
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

/** Both together. */
export function joined(one: Concern, other: Concern): Concern {
	if (one.everyone || other.everyone) return { everyone: true, personIds: [] };
	return {
		everyone: false,
		personIds: [...new Set([...one.personIds, ...other.personIds])].sort()
	};
}
