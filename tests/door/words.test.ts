import { expect, test } from 'vitest';
import { translator } from '#lib/platform/messages.ts';
import { formatDay, formatInstant, formatRecent } from '#lib/platform/format.ts';
import en from '#messages/en/words.ts';
import lv from '#messages/lv/words.ts';

const inLatvian = translator('lv', lv);
const inEnglish = translator('en', en);
const opened = '2027-05-24T06:30:00.000Z';
const zone = 'Europe/Riga';

test('dates stand in the case of their Latvian sentence', () => {
	const when = formatInstant(opened, zone, 'lv', 'on');
	expect(inLatvian('door.desk.lead-over', { when })).toBe(
		'Reģistrāciju slēdza 2027.\u00a0gada 24.\u00a0maijā, 09:30.'
	);
	const day = formatDay('2027-05-24', 'lv', 'on');
	expect(inLatvian('door.desk.arrivals', { day })).toBe('Ierašanās 2027.\u00a0gada 24.\u00a0maijā');
});

test('a time of another day says which', () => {
	const tomorrow = '2027-05-25T06:30:00.000Z';
	expect(formatRecent(opened, zone, 'en', '2027-05-24T20:59:00.000Z')).toBe('09:30');
	expect(formatRecent(opened, zone, 'en', tomorrow)).toBe('24\u00a0May, 09:30');
	expect(formatRecent(opened, zone, 'lv', tomorrow)).toBe('24.\u00a0maijs, 09:30');
});

test('nothing and many are counted in the right case', () => {
	const found = [0, 1, 11, 21, 22].map((count) => inLatvian('door.find.found', { count }));
	expect(found).toEqual([
		'Atrasts 0 cilvēku',
		'Atrasts 1 cilvēks',
		'Atrasts 11 cilvēku',
		'Atrasts 21 cilvēks',
		'Atrasti 22 cilvēki'
	]);
	expect(inEnglish('door.desk.doubles', { count: 2 })).toBe('2 tickets were let in twice');
});
