import { describe, expect, it } from 'vitest';
import type { ProgrammeItem } from '#lib/agenda/programme.ts';
import type { Change } from '#lib/changes/queries.server.ts';
import type { ChangeSubject } from '#lib/changes/subject.ts';
import type { ChangeVerb } from '#lib/changes/verb.ts';
import { editionChange } from '#lib/conference/edition-changes.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';
import { concernOfRelease, consequenceOf, joined } from '#lib/invitations/concern.ts';
import { programmeItem } from '../agenda/programmes.ts';

const edition: Pick<Edition, 'days' | 'timeZone'> = {
	days: [{ id: 'day-1', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' }],
	timeZone: 'Europe/Riga'
};
const everyone = { everyone: true, personIds: [] };
const only = (...personIds: string[]) => ({ everyone: false, personIds });

const speaker = (personId: string) => ({
	personId,
	name: personId,
	organisation: null,
	country: null
});
/** The conference's first and last hour, which nobody speaks in. */
const [opening, closing] = ['T06:00', 'T13:30'].map((time, at) =>
	programmeItem({
		id: `frame-${at}`,
		kind: 'break',
		talkId: null,
		title: { en: 'Coffee' },
		startsAt: `2027-05-24${time}:00.000Z`,
		endsAt: `2027-05-24${time.replace(':00', ':20').replace(':30', ':50')}:00.000Z`,
		speakers: []
	})
) as [ProgrammeItem, ProgrammeItem];
const talk = programmeItem({ speakers: [speaker('anna'), speaker('bruno')] });
const other = programmeItem({ id: 'item-2', talkId: 'talk-2', speakers: [speaker('cilda')] });

const programme = (...items: ProgrammeItem[]) => ({
	days: [{ dayOn: '2027-05-24', items: [opening, ...items, closing] }]
});
const concern = (before: ProgrammeItem[], after: ProgrammeItem[]) =>
	concernOfRelease(programme(...before), programme(...after), edition);

describe('a new release concerns', () => {
	it('everyone when it is the first and its hours are not those of the settings', () => {
		expect(concernOfRelease(undefined, programme(talk), edition)).toEqual(everyone);
	});

	it('its speakers alone when it is the first and keeps to the opening hours', () => {
		const days = [
			{ ...talk, startsAt: '2027-05-24T06:00:00.000Z', endsAt: '2027-05-24T14:00:00.000Z' }
		];
		const kept = { days: [{ dayOn: '2027-05-24', items: days }] };
		expect(concernOfRelease(undefined, kept, edition)).toEqual(only('anna', 'bruno'));
	});

	it('the speakers of a talk that is moved to another time or another room', () => {
		const later = {
			...talk,
			startsAt: '2027-05-24T09:00:00.000Z',
			endsAt: '2027-05-24T09:30:00.000Z'
		};
		expect(concern([talk, other], [later, other])).toEqual(only('anna', 'bruno'));
		expect(concern([talk, other], [talk, { ...other, room: 'Room 12' }])).toEqual(only('cilda'));
	});

	it('the speakers of a talk that has another title', () => {
		expect(concern([talk, other], [{ ...talk, title: { en: 'Two chairs' } }, other])).toEqual(
			only('anna', 'bruno')
		);
	});

	it('the speakers of a talk that is new or cancelled', () => {
		expect(concern([talk], [talk, other])).toEqual(only('cilda'));
		expect(concern([talk, other], [talk])).toEqual(only('cilda'));
	});

	it('who speaks in a talk now and who did before', () => {
		const handedOver = { ...talk, speakers: [speaker('bruno'), speaker('dace')] };
		expect(concern([talk], [handedOver])).toEqual(only('anna', 'bruno', 'dace'));
	});

	it('everyone when the day begins or ends at another hour', () => {
		const longer = {
			days: [
				{
					dayOn: '2027-05-24',
					items: [opening, talk, { ...closing, endsAt: '2027-05-24T15:00:00.000Z' }]
				}
			]
		};
		expect(concernOfRelease(programme(talk), longer, edition)).toEqual(everyone);
		const sooner = { days: [{ dayOn: '2027-05-24', items: [talk, closing] }] };
		expect(concernOfRelease(programme(talk), sooner, edition)).toEqual(everyone);
	});

	it('nobody when only a break is renamed', () => {
		const renamed = programmeItem({
			...{ id: 'break', kind: 'break', talkId: null, title: { en: 'Coffee' }, speakers: [] }
		});
		expect(concern([renamed], [{ ...renamed, title: { en: 'Tea' } }])).toEqual(only());
	});
});

describe('two concerns together', () => {
	it('are those of either, each once, and everyone swallows all', () => {
		expect(joined(only('cilda', 'anna'), only('bruno', 'anna'))).toEqual(
			only('anna', 'bruno', 'cilda')
		);
		expect(joined(only('anna'), everyone)).toEqual(everyone);
		expect(joined(everyone, only('anna'))).toEqual(everyone);
	});
});

/** A row of the log about that subject. */
function row<Values extends object>(
	subject: ChangeSubject<Values>,
	verb: ChangeVerb,
	{
		before,
		after,
		...parts
	}: Partial<Omit<Change, 'before' | 'after'>> & {
		before?: Values;
		after?: Values;
	} = {}
): Change {
	return {
		position: 1,
		at: '2027-03-01T08:00:00.000Z',
		editionId: 'edition',
		kind: subject.kind,
		subjectId: 'subject',
		subjectName: '',
		verb,
		version: subject.version,
		before: before ? subject.write(before) : null,
		after: after ? subject.write(after) : null,
		personId: null,
		deviceId: null,
		batch: 'batch',
		...parts
	};
}

describe('a guest’s answer', () => {
	const answered = (
		before: Parameters<typeof guestChange.write>[0],
		after: Parameters<typeof guestChange.write>[0]
	) => consequenceOf(row(guestChange, 'guest.answered', { before, after }));
	const guest = { kind: 'guest', guestId: 'subject', editionId: 'edition' };

	it('concerns that guest, who is owed tickets for coming round to a yes or a maybe', () => {
		const before = { answer: 'unanswered' as const, companions: [] };
		expect(answered(before, { answer: 'yes', companions: [] })).toEqual({
			...guest,
			tickets: true
		});
		expect(answered({ ...before, answer: 'no' }, { answer: 'maybe', companions: [] })).toEqual({
			...guest,
			tickets: true
		});
		expect(answered(before, { answer: 'no', companions: [] })).toEqual({
			...guest,
			tickets: false
		});
	});

	it('owes tickets again for other companions, and for nothing else', () => {
		const yes = { answer: 'yes' as const, language: 'en', companions: ['Ieva'] };
		expect(answered(yes, { ...yes, companions: ['Ieva', 'Jānis'] })).toEqual({
			...guest,
			tickets: true
		});
		expect(answered(yes, { ...yes, companions: [] })).toEqual({ ...guest, tickets: true });
		expect(answered(yes, { ...yes, answer: 'maybe', language: 'lv' })).toEqual({
			...guest,
			tickets: false
		});
	});

	it('that another version wrote concerns that guest all the same', () => {
		const newer = { version: guestChange.version + 1, after: { answer: 'yes' as const } };
		expect(consequenceOf(row(guestChange, 'guest.answered', newer))).toEqual({
			...guest,
			tickets: false
		});
	});
});

describe('being taken off the list or put back', () => {
	it.each(['guest.removed', 'guest.restored'] as const)('concerns that guest: %s', (verb) => {
		expect(consequenceOf(row(guestChange, verb))).toEqual({
			kind: 'guest',
			guestId: 'subject',
			editionId: 'edition',
			tickets: false
		});
	});
});

describe('changed settings', () => {
	const before = {
		title: { en: 'Conference' },
		theme: { en: 'Wood' },
		firstDayOn: '2027-05-24',
		furtherDaysOn: ['2027-05-25'],
		hours: ['09:00–17:00', '09:00–12:00'],
		timeZone: 'Europe/Riga',
		venueName: 'Daugavpils tehnikums',
		venueAddress: 'Strādnieku iela 16',
		talksDueAt: null,
		answersDueAt: null,
		rooms: ['Hall (120)']
	};
	const updated = (
		changed: Partial<typeof before> | { talksDueAt: string; answersDueAt: string }
	) =>
		consequenceOf(
			row(editionChange, 'edition.updated', { before, after: { ...before, ...changed } })
		);

	it.each([
		{ title: { en: 'The conference' } },
		{ firstDayOn: '2027-05-23' },
		{ furtherDaysOn: ['2027-05-26'] },
		{ hours: ['09:00–17:00', '09:00–13:00'] },
		{ timeZone: 'Europe/Vilnius' },
		{ venueName: 'Elsewhere' },
		{ venueAddress: 'Strādnieku iela 17' }
	])('concern everyone where calendars say otherwise: %j', (changed) => {
		expect(updated(changed)).toEqual({ kind: 'settings', editionId: 'edition' });
	});

	it.each([
		{ talksDueAt: '2027-04-01T20:59:00.000Z', answersDueAt: '2027-05-01T20:59:00.000Z' },
		{ theme: { en: 'Metal' } },
		{ rooms: ['Hall (140)', 'Room 12 (30)'] },
		{}
	])('concern nobody where calendars say the same: %j', (changed) => {
		expect(updated(changed)).toBe(undefined);
	});

	it('that another version wrote concern everyone', () => {
		const newer = { version: editionChange.version + 1, before, after: before };
		expect(consequenceOf(row(editionChange, 'edition.updated', newer))).toEqual({
			kind: 'settings',
			editionId: 'edition'
		});
	});
});

describe('any other row of the log', () => {
	it('of a release, of an impatient organiser and of a new address says whom it is about', () => {
		expect(consequenceOf(row(editionChange, 'agenda.released'))).toEqual({
			kind: 'release',
			editionId: 'edition',
			releaseId: 'subject'
		});
		expect(consequenceOf(row(editionChange, 'calendars.send-now'))).toEqual({
			kind: 'send-now',
			editionId: 'edition'
		});
		expect(
			consequenceOf(row(editionChange, 'person.address-changed', { editionId: null }))
		).toEqual({ kind: 'address', personId: 'subject' });
	});

	it.each(['agenda.moved', 'guest.added', 'guest.role-changed', 'talk.saved'] as const)(
		'means nothing for calendars: %s',
		(verb) => {
			expect(consequenceOf(row(guestChange, verb))).toBe(undefined);
		}
	);

	it('means nothing when a newer version of the software wrote it', () => {
		const unknown = { ...row(guestChange, 'guest.answered'), verb: 'guest.teleported' };
		expect(consequenceOf(unknown)).toBe(undefined);
	});
});
