import { expect, it } from 'vitest';
import { conferenceHours } from '#lib/agenda/hours.ts';

const edition = {
	timeZone: 'Europe/Riga',
	days: [
		{ id: '1', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' },
		{ id: '2', dayOn: '2027-05-25', opens: '10:00', closes: '14:00' }
	]
};
const second = {
	dayOn: '2027-05-25',
	startsAt: '2027-05-25T07:00:00.000Z',
	endsAt: '2027-05-25T11:00:00.000Z'
};

it('each day lasts its opening hours while nothing is published', () => {
	expect(conferenceHours(edition, undefined)).toEqual([
		{
			dayOn: '2027-05-24',
			startsAt: '2027-05-24T06:00:00.000Z',
			endsAt: '2027-05-24T14:00:00.000Z'
		},
		second
	]);
});

it('a day of which something is published lasts from its first start to its last end', () => {
	const item = (startsAt: string, endsAt: string) => ({
		id: startsAt,
		kind: 'break' as const,
		title: {},
		abstract: '',
		language: null,
		startsAt,
		endsAt,
		room: null,
		talkId: null,
		projectTitle: null,
		speakers: []
	});
	const items = [
		item('2027-05-24T07:00:00.000Z', '2027-05-24T15:30:00.000Z'),
		item('2027-05-24T05:30:00.000Z', '2027-05-24T06:00:00.000Z')
	];
	expect(conferenceHours(edition, { days: [{ dayOn: '2027-05-24', items }] })).toEqual([
		{
			dayOn: '2027-05-24',
			startsAt: '2027-05-24T05:30:00.000Z',
			endsAt: '2027-05-24T15:30:00.000Z'
		},
		second
	]);
});
