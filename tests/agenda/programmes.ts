import fc from 'fast-check';
import type { ProgrammeDay, ProgrammeItem } from '#lib/agenda/programme.ts';

/** A talk on 24 May 2027 from 10:00 to 10:30 in Riga, in the hall. */
export function programmeItem(parts: Partial<ProgrammeItem> = {}): ProgrammeItem {
	return {
		id: 'item-1',
		kind: 'talk',
		title: { en: 'One chair, four countries' },
		abstract: 'Four classes built one chair.',
		language: 'en',
		startsAt: '2027-05-24T07:00:00.000Z',
		endsAt: '2027-05-24T07:30:00.000Z',
		room: 'Hall',
		talkId: 'talk-1',
		projectTitle: 'Wood',
		speakers: [
			{ personId: 'person-1', name: 'Mārtiņš Čakls', organisation: 'Tehnikums', country: 'LV' }
		],
		...parts
	};
}

const anItem = fc
	.record({
		subject: fc.integer({ min: 1, max: 8 }),
		isTalk: fc.boolean(),
		start: fc.integer({ min: 0, max: 5 }),
		room: fc.constantFrom('Hall', 'Room 12', null),
		title: fc.constantFrom('One chair', 'Another chair')
	})
	.map(({ subject, isTalk, start, room, title }) =>
		programmeItem({
			id: `item-${subject}`,
			talkId: isTalk ? `talk-${subject}` : null,
			title: { en: title },
			startsAt: `2027-05-24T0${start}:00:00.000Z`,
			endsAt: `2027-05-24T0${start}:30:00.000Z`,
			room
		})
	);

/** Days of a programme in which no subject stands twice. */
export const someDays: fc.Arbitrary<ProgrammeDay[]> = fc
	.uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 8 })
	.map((items) => (items.length > 0 ? [{ dayOn: '2027-05-24', items }] : []));
