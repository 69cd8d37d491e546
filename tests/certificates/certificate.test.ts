import { describe, expect, it } from 'vitest';
import {
	earnedBy,
	nameProblem,
	printableFacts,
	saysTheSame,
	type Attendee,
	type SharedFacts
} from '#lib/certificates/certificate.ts';
import { daysInWords, hoursInWords } from '#lib/certificates/words.ts';
import { loadTranslate } from '#messages/load.ts';
import { makeContent } from './content.ts';

const shared: SharedFacts = {
	event: { en: 'Evaluation conference', lv: 'Izvērtēšanas konference' },
	place: 'Daugavpils tehnikums',
	timeZone: 'Europe/Riga',
	issuer: 'Daugavpils tehnikums',
	days: [
		{ dayOn: '2027-05-24', minutes: 480 },
		{ dayOn: '2027-05-25', minutes: 270 }
	],
	talks: [
		{ format: 'talk', title: 'One chair', project: 'Wood', speakerIds: ['mārtiņš', 'jüri'] },
		{ format: 'workshop', title: 'Weighing the bin 🗑️', project: '', speakerIds: ['sanita'] }
	]
};
const jüri: Attendee = {
	personId: 'jüri',
	name: ' Jüri Põld ',
	language: 'en',
	daysOn: ['2027-05-24']
};

describe('a certificate', () => {
	it('is earned by being there: the days, their hours, and the talk given', () => {
		expect(earnedBy(jüri, shared)).toEqual({
			name: 'Jüri Põld',
			language: 'en',
			event: shared.event,
			place: 'Daugavpils tehnikums',
			timeZone: 'Europe/Riga',
			daysOn: ['2027-05-24'],
			minutes: 480,
			talks: [{ format: 'talk', title: 'One chair', project: 'Wood' }],
			issuer: 'Daugavpils tehnikums'
		});
	});

	it('counts the hours of every day somebody came', () => {
		const both = earnedBy({ ...jüri, daysOn: ['2027-05-24', '2027-05-25'] }, shared);
		expect(both?.minutes).toBe(750);
	});

	it('is not earned by a speaker who did not come', () => {
		expect(earnedBy({ ...jüri, daysOn: [] }, shared)).toBeUndefined();
	});

	it('names no talk for a guest, and leaves out signs that cannot be printed', () => {
		expect(earnedBy({ ...jüri, personId: 'guest' }, shared)?.talks).toEqual([]);
		const cleaned = printableFacts(shared);
		expect(earnedBy({ ...jüri, personId: 'sanita' }, cleaned)?.talks).toEqual([
			{ format: 'workshop', title: 'Weighing the bin', project: '' }
		]);
	});

	it('cannot be printed without a name, or with letters that the typeface lacks', () => {
		expect(
			['', '  ', '王小明', 'Ἀθηνᾶ', 'Žofie Ťuhýková', 'Đorđe', 'Ħelen', 'Анна'].map(nameProblem)
		).toEqual([
			'nameless',
			'nameless',
			'unprintable',
			undefined,
			undefined,
			undefined,
			undefined,
			undefined
		]);
	});

	it('tells something else when the name, the days or a talk changed, and the same otherwise', () => {
		const content = makeContent();
		expect(saysTheSame(content, structuredClone(content))).toBe(true);
		expect(saysTheSame(content, { ...content, issuer: 'Another school' })).toBe(true);
		expect(saysTheSame(content, { ...content, name: 'Zane Ozola' })).toBe(false);
		expect(saysTheSame(content, { ...content, talks: [] })).toBe(false);
		expect(saysTheSame(content, { ...content, minutes: 60 })).toBe(false);
		expect(saysTheSame(content, { ...content, daysOn: ['2027-05-25'] })).toBe(false);
	});
});

describe('in words', () => {
	it('days in a row are a range, others stand after each other', () => {
		expect(daysInWords(['2027-05-24'], 'en')).toBe('24\u00a0May\u00a02027');
		expect(daysInWords(['2027-05-25', '2027-05-24'], 'lv')).toBe(
			'2027.\u00a0gada 24.–25.\u00a0maijs'
		);
		expect(daysInWords(['2027-05-24', '2027-05-26'], 'en')).toBe(
			'24\u00a0May\u00a02027 and 26\u00a0May\u00a02027'
		);
	});

	it('hours are whole or with their minutes', async () => {
		const [en, lv] = await Promise.all([loadTranslate('en'), loadTranslate('lv')]);
		expect([0, 60, 480, 440].map((minutes) => hoursInWords({ minutes }, en))).toEqual([
			'',
			'1 hour',
			'8 hours',
			'7 h 20 min'
		]);
		expect([60, 480, 600, 1_260].map((minutes) => hoursInWords({ minutes }, lv))).toEqual([
			'1 stunda',
			'8 stundas',
			'10 stundu',
			'21 stunda'
		]);
	});
});
