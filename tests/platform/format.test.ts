import { describe, expect, it } from 'vitest';
import {
	countryName,
	formatDay,
	formatDayLong,
	formatDayRange,
	formatInstant,
	formatNumber,
	formatRecent,
	formatTime,
	sortNames
} from '#lib/platform/format.ts';

describe('a day', () => {
	it('is written as each language writes it', () => {
		expect(formatDay('2027-05-24', 'en')).toBe('24\u00a0May\u00a02027');
		expect(formatDay('2027-05-24', 'lv')).toBe('2027.\u00a0gada 24.\u00a0maijs');
		expect(formatDay('2028-01-02', 'en')).toBe('2\u00a0January\u00a02028');
		expect(formatDay('2028-01-02', 'lv')).toBe('2028.\u00a0gada 2.\u00a0janvāris');
	});

	it('names its weekday where there is room', () => {
		expect(formatDayLong('2027-05-24', 'en')).toBe('Monday 24\u00a0May\u00a02027');
		expect(formatDayLong('2027-05-24', 'lv')).toBe('pirmdiena, 2027.\u00a0gada 24.\u00a0maijs');
	});

	it('is declined in a Latvian sentence', () => {
		expect(formatDay('2027-05-24', 'lv', 'on')).toBe('2027.\u00a0gada 24.\u00a0maijā');
		expect(formatDay('2027-05-24', 'lv', 'until')).toBe('2027.\u00a0gada 24.\u00a0maijam');
		expect(formatDay('2027-09-01', 'lv', 'on')).toBe('2027.\u00a0gada 1.\u00a0septembrī');
		expect(formatDay('2027-09-01', 'lv', 'until')).toBe('2027.\u00a0gada 1.\u00a0septembrim');
		expect(formatDayLong('2027-05-24', 'lv', 'on')).toBe(
			'pirmdien, 2027.\u00a0gada 24.\u00a0maijā'
		);
		expect(formatDayLong('2027-05-30', 'lv', 'until')).toBe(
			'svētdienai, 2027.\u00a0gada 30.\u00a0maijam'
		);
		expect(formatDay('2027-05-24', 'en', 'until')).toBe('24\u00a0May\u00a02027');
	});
});

describe('a Lithuanian day', () => {
	it('stands in the genitive of its month, and hides its own case', () => {
		expect(formatDay('2027-05-24', 'lt')).toBe('2027\u00a0m. gegužės\u00a024\u00a0d.');
		expect(formatDay('2027-05-24', 'lt', 'until')).toBe('2027\u00a0m. gegužės\u00a024\u00a0d.');
		expect(formatDay('2028-01-02', 'lt')).toBe('2028\u00a0m. sausio\u00a02\u00a0d.');
	});

	it('has a weekday that is declined', () => {
		const long = (dayCase: 'alone' | 'on' | 'until') => formatDayLong('2027-05-24', 'lt', dayCase);
		const day = '2027\u00a0m. gegužės\u00a024\u00a0d.';
		expect(long('alone')).toBe(`${day}, pirmadienis`);
		expect(long('on')).toBe(`${day}, pirmadienį`);
		expect(long('until')).toBe(`${day}, pirmadienio`);
	});

	it('begins and ends a range that says nothing twice', () => {
		expect(formatDayRange('2027-05-24', '2027-05-25', 'lt')).toBe(
			'2027\u00a0m. gegužės\u00a024–25\u00a0d.'
		);
		expect(formatDayRange('2027-05-31', '2027-06-01', 'lt')).toBe(
			'2027\u00a0m. gegužės\u00a031\u00a0d. – birželio\u00a01\u00a0d.'
		);
		expect(formatDayRange('2027-12-31', '2028-01-01', 'lt')).toBe(
			'2027\u00a0m. gruodžio\u00a031\u00a0d. – 2028\u00a0m. sausio\u00a01\u00a0d.'
		);
	});

	it('is followed by its time without a comma', () => {
		const opened = '2027-05-24T06:30:00.000Z';
		expect(formatInstant(opened, 'Europe/Vilnius', 'lt')).toBe(
			'2027\u00a0m. gegužės\u00a024\u00a0d. 09:30'
		);
		expect(formatRecent(opened, 'Europe/Vilnius', 'lt', '2027-05-25T06:30:00.000Z')).toBe(
			'gegužės\u00a024\u00a0d. 09:30'
		);
	});
});

describe('a range of days', () => {
	const write = (from: string, to: string) => [
		formatDayRange(from, to, 'en'),
		formatDayRange(from, to, 'lv')
	];

	it('says nothing twice', () => {
		expect(write('2027-05-24', '2027-05-24')).toEqual([
			'24\u00a0May\u00a02027',
			'2027.\u00a0gada 24.\u00a0maijs'
		]);
		expect(write('2027-05-24', '2027-05-25')).toEqual([
			'24–25\u00a0May\u00a02027',
			'2027.\u00a0gada 24.–25.\u00a0maijs'
		]);
		expect(write('2027-05-31', '2027-06-01')).toEqual([
			'31\u00a0May – 1\u00a0June\u00a02027',
			'2027.\u00a0gada 31.\u00a0maijs – 1.\u00a0jūnijs'
		]);
		expect(write('2027-12-31', '2028-01-01')).toEqual([
			'31\u00a0December\u00a02027 – 1\u00a0January\u00a02028',
			'2027.\u00a0gada 31.\u00a0decembris – 2028.\u00a0gada 1.\u00a0janvāris'
		]);
	});
});

describe('an instant', () => {
	it('is told by the clock on the wall of its place, in summer and in winter', () => {
		expect(formatTime('2027-05-24T06:30:00.000Z', 'Europe/Riga')).toBe('09:30');
		expect(formatTime('2027-01-24T06:30:00.000Z', 'Europe/Riga')).toBe('08:30');
		expect(formatTime('2027-05-23T21:00:00.000Z', 'Europe/Riga')).toBe('00:00');
	});

	it('has the day of its place, which may be tomorrow', () => {
		const midnight = '2027-05-23T21:00:00.000Z';
		expect(formatInstant(midnight, 'Europe/Riga', 'en')).toBe('24\u00a0May\u00a02027, 00:00');
		expect(formatInstant(midnight, 'Europe/Riga', 'lv')).toBe(
			'2027.\u00a0gada 24.\u00a0maijs, 00:00'
		);
		expect(formatInstant(midnight, 'Europe/Lisbon', 'en')).toBe('23\u00a0May\u00a02027, 22:00');
		expect(formatInstant(midnight, 'Europe/Riga', 'lv', 'until')).toBe(
			'2027.\u00a0gada 24.\u00a0maijam, 00:00'
		);
	});
});

describe('numbers and names', () => {
	it('numbers are grouped as the language groups them', () => {
		expect(formatNumber(12_345, 'en')).toBe('12,345');
		expect(formatNumber(12_345, 'lv')).toBe('12\u00a0345');
		expect(formatNumber(4.5, 'lv')).toBe('4,5');
	});

	it('countries have the names that the reader knows', () => {
		expect(countryName('GR', 'en')).toBe('Greece');
		expect(countryName('GR', 'lv')).toBe('Grieķija');
		expect(countryName('MT', 'lv')).toBe('Malta');
		expect(countryName('GR', 'lt')).toBe('Graikija');
		expect(countryName('', 'en')).toBe('');
		expect(countryName('nowhere', 'en')).toBe('nowhere');
	});

	it('names stand in the order of the reader’s alphabet', () => {
		const names = ['Zane', 'Šarlote', 'Čaks', 'Cēsis', 'Sandra', 'Āboliņš', 'Ilze'];
		const sorted = (language: 'en' | 'lv') => sortNames(names, (name) => name, language);
		expect(sorted('lv')).toEqual(['Āboliņš', 'Cēsis', 'Čaks', 'Ilze', 'Sandra', 'Šarlote', 'Zane']);
		expect(names[0]).toBe('Zane');
		const lithuanian = ['Žemaitė', 'Yla', 'Jonas', 'Šarūnas', 'Sigita', 'Ieva', 'Zita'];
		expect(sortNames(lithuanian, (name) => name, 'lt')).toEqual([
			'Ieva',
			'Yla',
			'Jonas',
			'Sigita',
			'Šarūnas',
			'Zita',
			'Žemaitė'
		]);
		expect(sortNames(['Čaks', 'Cēzars'], (name) => name, 'lv')).toEqual(['Cēzars', 'Čaks']);
		expect(sortNames(['Čaks', 'Cēzars'], (name) => name, 'en')).toEqual(['Čaks', 'Cēzars']);
	});
});
