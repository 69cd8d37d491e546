import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Programme, ProgrammeItem } from '#lib/agenda/programme.ts';
import {
	difference,
	wantedEntries,
	type EntryChange,
	type EntryContent,
	type HeldEntry,
	type WantedEntry
} from '#lib/invitations/entries.ts';

const now = '2027-03-01T08:00:00.000Z';
const edition = {
	title: { en: 'Evaluation conference', lv: 'Izvērtēšanas konference' },
	timeZone: 'Europe/Riga',
	venueName: 'Daugavpils tehnikums',
	venueAddress: 'Strādnieku iela 16, Daugavpils',
	days: [
		{ id: '1', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' },
		{ id: '2', dayOn: '2027-05-25', opens: '10:00', closes: '14:00' }
	]
};
const guest = {
	personId: 'anna',
	state: 'yes' as const,
	language: 'lv' as const,
	removed: false
};
const titles = ['Evaluation conference', 'Izvērtēšanas konference'];
const venue = 'Daugavpils tehnikums, Strādnieku iela 16, Daugavpils';

const item = (row: Partial<ProgrammeItem>): ProgrammeItem => ({
	id: 'i',
	kind: 'talk',
	title: { en: 'Job shadowing in Malta' },
	abstract: '',
	language: 'en',
	startsAt: '2027-05-24T07:30:00.000Z',
	endsAt: '2027-05-24T08:00:00.000Z',
	room: 'Aula',
	talkId: 't1',
	projectTitle: null,
	speakers: [{ personId: 'anna', name: 'Anna', organisation: null, country: null }],
	...row
});
const programme = (...items: ProgrammeItem[]): Pick<Programme, 'days'> => ({
	days: [{ dayOn: '2027-05-24', items }]
});

describe('what a guest should hold', () => {
	it('is each day in the opening hours while nothing is published', () => {
		expect(wantedEntries(guest, edition, undefined)).toEqual([
			{
				subject: 'day:2027-05-24',
				content: {
					title: 'Izvērtēšanas konference',
					location: venue,
					startsAt: '2027-05-24T06:00:00.000Z',
					endsAt: '2027-05-24T14:00:00.000Z',
					timeZone: 'Europe/Riga',
					partstat: 'ACCEPTED'
				},
				titles
			},
			{
				subject: 'day:2027-05-25',
				content: {
					title: 'Izvērtēšanas konference',
					location: venue,
					startsAt: '2027-05-25T07:00:00.000Z',
					endsAt: '2027-05-25T11:00:00.000Z',
					timeZone: 'Europe/Riga',
					partstat: 'ACCEPTED'
				},
				titles
			}
		]);
	});

	it('follows the published programme from its first item to its last', () => {
		const published = programme(
			item({ id: 'b', talkId: null, speakers: [], endsAt: '2027-05-24T13:15:00.000Z' }),
			item({ id: 'a', talkId: 't2', speakers: [], startsAt: '2027-05-24T06:45:00.000Z' })
		);
		const [day] = wantedEntries({ ...guest, personId: 'other' }, edition, published);
		expect(day?.content).toMatchObject({
			startsAt: '2027-05-24T06:45:00.000Z',
			endsAt: '2027-05-24T13:15:00.000Z'
		});
	});

	it('is tentative after a maybe, and nothing after a no, without an answer, or off the list', () => {
		const of = (change: object) => wantedEntries({ ...guest, ...change }, edition, undefined);
		expect(of({ state: 'maybe' }).map(({ content }) => content.partstat)).toEqual([
			'TENTATIVE',
			'TENTATIVE'
		]);
		expect(of({ state: 'no' })).toEqual([]);
		expect(of({ state: 'unanswered' })).toEqual([]);
		expect(of({ removed: true })).toEqual([]);
	});

	it('has a speaker’s own talk with its room, before they answered, too', () => {
		const published = programme(item({}), item({ id: 'j', talkId: 't2', speakers: [] }));
		const entries = wantedEntries({ ...guest, state: 'unanswered' }, edition, published);
		expect(entries).toEqual([
			{
				subject: 'talk:t1',
				content: {
					title: 'Job shadowing in Malta',
					location: `Aula, ${venue}`,
					startsAt: '2027-05-24T07:30:00.000Z',
					endsAt: '2027-05-24T08:00:00.000Z',
					timeZone: 'Europe/Riga',
					partstat: 'NEEDS-ACTION'
				},
				titles: ['Job shadowing in Malta']
			}
		]);
		expect(wantedEntries(guest, edition, published).map(({ subject }) => subject)).toEqual([
			'day:2027-05-24',
			'day:2027-05-25',
			'talk:t1'
		]);
		expect(wantedEntries({ ...guest, state: 'no' }, edition, published)).toEqual([]);
	});
});

const content: EntryContent = {
	title: 'Evaluation conference',
	location: venue,
	startsAt: '2027-05-24T06:00:00.000Z',
	endsAt: '2027-05-24T14:00:00.000Z',
	timeZone: 'Europe/Riga',
	partstat: 'ACCEPTED'
};
const held: HeldEntry = {
	subject: 'day:2027-05-24',
	content,
	uid: 'u1',
	sequence: 3,
	method: 'REQUEST'
};
const asked = { subject: 'day:2027-05-24', content };
const wanted: WantedEntry = { ...asked, titles };

describe('the messages to a guest', () => {
	it('start at sequence 0', () => {
		expect(difference([wanted], [], now)).toEqual([
			{
				...asked,
				kind: 'new',
				answered: false,
				tickets: true,
				method: 'REQUEST',
				uid: undefined,
				sequence: 0
			}
		]);
	});

	it('are none when nothing the guest sees has changed', () => {
		expect(difference([{ ...wanted, content: { ...content } }], [held], now)).toEqual([]);
	});

	it('are none for a guest who reads another language now; the next one is in it', () => {
		const inLatvian = { ...content, title: 'Izvērtēšanas konference' };
		const switched = { ...wanted, content: inLatvian };
		expect(difference([switched], [held], now)).toEqual([]);
		const moved = { ...switched, content: { ...inLatvian, location: 'Citur' } };
		const [change] = difference([moved], [held], now);
		expect(change).toMatchObject({ kind: 'changed', answered: false, content: moved.content });
		const maybe = { ...switched, content: { ...inLatvian, partstat: 'TENTATIVE' as const } };
		const [answer] = difference([maybe], [held], now);
		expect(answer).toMatchObject({ answered: true, content: maybe.content });
	});

	it('bring the tickets with the first day that is not over, and with nothing else', () => {
		const second = {
			subject: 'day:2027-05-25',
			content: { ...content, endsAt: '2027-05-25T14:00:00.000Z' },
			titles
		};
		const talk = { ...second, subject: 'talk:t1' };
		const bringing = (at: string) =>
			difference([wanted, second, talk], [], at)
				.filter(({ tickets }) => tickets)
				.map(({ subject }) => subject);
		expect(bringing(now)).toEqual(['day:2027-05-24']);
		expect(bringing('2027-05-24T14:00:00.000Z')).toEqual(['day:2027-05-25']);
	});

	it('keep the UID and raise the sequence for another time, place, title or answer', () => {
		for (const change of [
			{ startsAt: '2027-05-24T06:30:00.000Z' },
			{ endsAt: '2027-05-24T13:00:00.000Z' },
			{ location: 'Elsewhere' },
			{ title: 'Other' },
			{ partstat: 'TENTATIVE' as const }
		]) {
			const after = { ...asked, content: { ...content, ...change } };
			const told = { kind: 'changed', answered: 'partstat' in change, tickets: true };
			expect(difference([{ ...after, titles: [] }], [held], now)).toEqual([
				{ ...after, ...told, method: 'REQUEST', uid: 'u1', sequence: 4 }
			]);
		}
	});

	it('cancel once, under the same UID', () => {
		const [cancelled] = difference([], [held], now);
		expect(cancelled).toEqual({
			...asked,
			kind: 'cancelled',
			answered: false,
			tickets: false,
			method: 'CANCEL',
			uid: 'u1',
			sequence: 4
		});
		expect(difference([], [{ ...held, sequence: 4, method: 'CANCEL' }], now)).toEqual([]);
	});

	it('bring a cancelled entry back under the same UID with a higher sequence', () => {
		const cancelled: HeldEntry = { ...held, sequence: 4, method: 'CANCEL' };
		const told = { kind: 'new', answered: false, tickets: true };
		expect(difference([wanted], [cancelled], now)).toEqual([
			{ ...asked, ...told, method: 'REQUEST', uid: 'u1', sequence: 5 }
		]);
	});

	it('do not speak of what is over', () => {
		const after = '2027-05-24T14:00:00.000Z';
		expect(difference([], [held], after)).toEqual([]);
		expect(difference([wanted], [], after)).toEqual([]);
	});
});

/** A calendar program that follows RFC 5546: the newest sequence of a UID holds. */
function applied(messages: (EntryChange & { uid: string })[]): Map<string, EntryContent> {
	const calendar = new Map<string, EntryChange>();
	for (const message of messages) {
		const before = calendar.get(message.uid);
		if (!before || message.sequence >= before.sequence) calendar.set(message.uid, message);
	}
	const shown = [...calendar.values()].filter(({ method }) => method === 'REQUEST');
	return new Map(shown.map(({ subject, content }) => [subject, content]));
}

const anyContent = fc.record({
	title: fc.constantFrom('A', 'B'),
	location: fc.constantFrom('Aula', 'Room 12'),
	startsAt: fc.constantFrom('2027-05-24T06:00:00.000Z', '2027-05-24T07:00:00.000Z'),
	endsAt: fc.constantFrom('2027-05-24T14:00:00.000Z', '2027-05-24T15:00:00.000Z'),
	timeZone: fc.constant('Europe/Riga'),
	partstat: fc.constantFrom('ACCEPTED' as const, 'TENTATIVE' as const)
});
const anyWanted = fc.uniqueArray(
	fc.record({
		subject: fc.constantFrom('day:1', 'day:2', 'talk:1'),
		content: anyContent,
		titles: fc.constant([])
	}),
	{ selector: ({ subject }) => subject }
);

describe('whatever happens to the agenda and to answers', () => {
	it('the calendar ends up holding exactly what is wanted, also when mails that were overtaken never left', () => {
		fc.assert(
			fc.property(
				fc.array(anyWanted, { minLength: 1, maxLength: 8 }),
				fc.infiniteStream(fc.boolean()),
				(history, coins) => {
					let state: HeldEntry[] = [];
					const sent: (EntryChange & { uid: string })[] = [];
					for (const step of history) {
						const changes = difference(step, state, now).map((change) => ({
							...change,
							uid: change.uid ?? `uid of ${change.subject}`
						}));
						const changed = new Map(changes.map((change) => [change.subject, change]));
						state = [...state.filter(({ subject }) => !changed.has(subject)), ...changes];
						sent.push(...changes);
						expect(difference(step, state, now)).toEqual([]);
					}
					const overtaken = ({ uid, sequence }: EntryChange) =>
						sent.some((later) => later.uid === uid && later.sequence > sequence);
					const delivered = sent.filter((message) => !overtaken(message) || coins.next().value);
					expect(applied(delivered)).toEqual(
						new Map((history.at(-1) ?? []).map(({ subject, content }) => [subject, content]))
					);
				}
			)
		);
	});

	it('sequences of one entry only rise, by one', () => {
		fc.assert(
			fc.property(fc.array(anyWanted, { maxLength: 8 }), (history) => {
				let state: HeldEntry[] = [];
				const sequences = new Map<string, number[]>();
				for (const step of history) {
					for (const change of difference(step, state, now)) {
						const uid = change.uid ?? change.subject;
						sequences.set(uid, [...(sequences.get(uid) ?? []), change.sequence]);
						state = [
							...state.filter(({ subject }) => subject !== change.subject),
							{ ...change, uid }
						];
					}
				}
				for (const list of sequences.values()) expect(list).toEqual(list.map((_, at) => at));
			})
		);
	});
});
