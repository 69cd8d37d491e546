import { describe, expect, it } from 'vitest';
import type { Programme } from '#lib/agenda/programme.ts';
import { localInstant, readProgramme } from '#lib/agenda/readable-programme.ts';
import { loadTranslate } from '#messages/load.ts';
import { programmeItem } from './programmes.ts';

let count = 0;

function release(...items: ReturnType<typeof programmeItem>[]) {
	const programme: Programme = {
		editionSlug: '2027',
		number: 3,
		releasedAt: '2027-05-01T09:00:00.000Z',
		timeZone: 'Europe/Riga',
		days: [{ dayOn: '2027-05-24', items }]
	};
	return { id: `release-${++count}`, programme };
}

const coffee = programmeItem({
	id: '01a20b8b-051d-77f1-a156-264f5d8a9a7e',
	kind: 'break',
	title: { en: 'Coffee', lv: 'Kafija' },
	abstract: '',
	language: null,
	room: null,
	talkId: null,
	projectTitle: null,
	speakers: []
});

describe('a programme as it is read', () => {
	it('in English: the venue’s clock, names, countries, and in which language', async () => {
		const read = readProgramme(release(programmeItem()), await loadTranslate('en'));
		expect(read).toEqual({
			dates: '24\u00a0May\u00a02027',
			zone: 'Time zone: Eastern European Summer Time (GMT+3)',
			asOf: 'Version 3, published 1\u00a0May\u00a02027, 12:00.',
			days: [
				{
					dayOn: '2027-05-24',
					name: 'Monday 24\u00a0May\u00a02027',
					slots: [
						{
							startsAt: '2027-05-24T07:00:00.000Z',
							starts: '10:00',
							items: [
								{
									anchor: 'item-talk-1',
									kind: 'talk',
									title: 'One chair, four countries',
									lang: undefined,
									starts: '10:00',
									ends: '10:30',
									room: 'Hall',
									speakers: [{ name: 'Mārtiņš Čakls', from: 'Tehnikums, Latvia' }],
									about: 'Wood · in English',
									abstract: 'Four classes built one chair.'
								}
							]
						}
					]
				}
			]
		});
	});

	it('in Latvian: what has a Latvian title shows it, what has none says its language', async () => {
		const read = readProgramme(release(programmeItem(), coffee), await loadTranslate('lv'));
		const items = read.days[0]?.slots[0]?.items;
		expect(items?.map(({ title, lang, about }) => [title, lang, about])).toEqual([
			['One chair, four countries', 'en', 'Wood · angļu valodā'],
			['Kafija', undefined, '']
		]);
		expect(read.days[0]?.name).toBe('pirmdiena, 2027.\u00a0gada 24.\u00a0maijs');
		expect(read.asOf).toBe('3. versija, publicēta 2027.\u00a0gada 1.\u00a0maijā, 12:00.');
	});

	it('an occasion whose name stands in one language alone says which', async () => {
		const opening = { ...coffee, title: { en: '', lv: 'Atklāšana' } };
		const read = readProgramme(release(opening), await loadTranslate('en'));
		const [item] = read.days[0]?.slots[0]?.items ?? [];
		expect([item?.title, item?.lang]).toEqual(['Atklāšana', 'lv']);
	});

	it('what starts together stands together', async () => {
		const later = { startsAt: '2027-05-24T08:00:00.000Z', endsAt: '2027-05-24T08:30:00.000Z' };
		const read = readProgramme(
			release(coffee, programmeItem(), programmeItem({ talkId: 'talk-2', ...later })),
			await loadTranslate('en')
		);
		expect(read.days[0]?.slots.map(({ starts, items }) => [starts, items.length])).toEqual([
			['10:00', 2],
			['11:00', 1]
		]);
	});

	it('a speaker without a name is left out, not shown by an address', async () => {
		const unnamed = { personId: 'person-2', name: '', organisation: 'Tehnikums', country: 'LV' };
		const read = readProgramme(
			release(programmeItem({ speakers: [unnamed] })),
			await loadTranslate('en')
		);
		expect(read.days[0]?.slots[0]?.items[0]?.speakers).toEqual([]);
	});

	it('it is put into words once for a release and language', async () => {
		const t = await loadTranslate('en');
		const once = release(programmeItem());
		expect(readProgramme(once, t)).toBe(readProgramme(once, t));
	});
});

it.each([
	['2027-05-24T07:00:00.000Z', 'Europe/Riga', '2027-05-24T10:00:00+03:00'],
	['2027-01-24T07:00:00.000Z', 'Europe/Riga', '2027-01-24T09:00:00+02:00'],
	['2027-01-24T07:00:00.000Z', 'America/St_Johns', '2027-01-24T03:30:00-03:30'],
	['2027-01-24T07:00:00.000Z', 'UTC', '2027-01-24T07:00:00+00:00']
])('%s in %s is %s', (instant, timeZone, text) => {
	expect(localInstant(instant, timeZone)).toBe(text);
});
