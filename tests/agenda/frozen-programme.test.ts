import { expect, it } from 'vitest';
import { frozenProgramme } from '#lib/agenda/frozen-programme.ts';
import type { Programme } from '#lib/agenda/programme.ts';

const programme: Programme = {
	editionSlug: '2027',
	number: 3,
	releasedAt: '2027-04-01T08:00:00.000Z',
	timeZone: 'Europe/Riga',
	days: [
		{
			dayOn: '2027-05-24',
			items: [
				{
					id: 'one',
					kind: 'workshop',
					title: { lv: 'Mācīšanās citur' },
					abstract: 'Four weeks',
					language: 'lv',
					startsAt: '2027-05-24T07:00:00.000Z',
					endsAt: '2027-05-24T08:00:00.000Z',
					room: null,
					talkId: 'talk',
					projectTitle: null,
					speakers: [{ personId: 'anna', name: 'Anna Liepa', organisation: null, country: 'LV' }]
				}
			]
		}
	]
};

it('a published programme is read as it was stored', () => {
	expect(frozenProgramme.read(frozenProgramme.write(programme))).toEqual(programme);
});

it('nothing is published that the programme does not name, such as an address', () => {
	const [day] = programme.days;
	const items = day?.items.map((item) => ({
		...item,
		speakers: item.speakers.map((speaker) => ({ ...speaker, email: 'anna@school.example' }))
	}));
	const text = frozenProgramme.write({
		...programme,
		days: [{ dayOn: '2027-05-24', items: items ?? [] }]
	});
	expect(text).toBe(frozenProgramme.write(programme));
});

it('a programme of a release to come, or a damaged one, is refused without being quoted', () => {
	expect(() => frozenProgramme.read('{"version":2,"days":[]}')).toThrow(
		'Programme of a release: unknown version'
	);
	expect(() =>
		frozenProgramme.read(JSON.stringify({ ...programme, version: 1, number: '3' }))
	).toThrow('Programme of a release: does not fit its schema');
});
