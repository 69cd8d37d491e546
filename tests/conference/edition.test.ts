import { describe, expect, it } from 'vitest';
import {
	differingFields,
	reshape,
	savedValues,
	typedValues
} from '#lib/conference/edition-values.ts';
import {
	daysFromTo,
	deadlineAt,
	editionForm,
	endsAt,
	isEditionSlug,
	newEditionForm,
	startsAt,
	takesTalks,
	typedDeadline,
	type Edition
} from '#lib/conference/edition.ts';
import { parseForm } from '#lib/platform/form.ts';
import { languagesFor } from '#lib/platform/languages.ts';
import { loadTranslate } from '#messages/load.ts';

const edition: Edition = {
	id: 'edition',
	slug: '2027',
	title: { en: 'Evaluation', lv: 'Izvērtēšana' },
	theme: { en: '', lv: '' },
	timeZone: 'Europe/Riga',
	venueName: 'Ezermalas arodskola',
	venueAddress: '',
	talksDueAt: null,
	answersDueAt: '2027-05-15T20:59:00.000Z',
	doorOpenedAt: null,
	doorClosedAt: null,
	days: [
		{ id: 'one', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' },
		{ id: 'two', dayOn: '2027-05-25', opens: '10:00', closes: '14:00' }
	],
	rooms: [{ id: 'hall', name: 'Aula', capacity: 180, position: 0 }],
	revision: 3
};

function formOf(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

describe('an edition’s place in addresses', () => {
	it('is small letters, digits and hyphens, and never a word of the site', () => {
		for (const slug of ['2027', 'spring-2027', 'ab']) expect(isEditionSlug(slug)).toBe(true);
		const wrong = ['', 'a', '-2027', '2027/x', 'Ü', 'UPPER', 'x'.repeat(32), '..', 'a b'];
		for (const slug of [...wrong, 'en', 'lv', 'talks', 'organise', 'healthz', 'new']) {
			expect(isEditionSlug(slug)).toBe(false);
		}
	});
});

describe('an edition in time', () => {
	it('starts and ends by the clock at the venue', () => {
		expect(startsAt(edition)).toBe('2027-05-24T06:00:00.000Z');
		expect(endsAt(edition)).toBe('2027-05-25T11:00:00.000Z');
		expect(startsAt({ ...edition, days: [] })).toBe(undefined);
	});

	it('takes talks until the deadline, or until it is over', () => {
		const until = { ...edition, talksDueAt: '2027-05-10T20:59:00.000Z' };
		expect(takesTalks(until, '2027-05-10T20:59:00.000Z')).toBe(true);
		expect(takesTalks(until, '2027-05-10T20:59:00.001Z')).toBe(false);
		expect(takesTalks(edition, '2027-05-25T10:59:59.999Z')).toBe(true);
		expect(takesTalks(edition, '2027-05-25T11:00:00.000Z')).toBe(false);
	});

	it('counts a deadline to the end of its minute, without a time to the end of its day', () => {
		expect(deadlineAt({ on: '2027-05-15', time: '' }, 'Europe/Riga')).toBe(
			'2027-05-15T20:59:59.999Z'
		);
		expect(deadlineAt({ on: '2027-05-15', time: '12:00' }, 'Europe/Riga')).toBe(
			'2027-05-15T09:00:59.999Z'
		);
		expect(deadlineAt({ on: null, time: '12:00' }, 'Europe/Riga')).toBe(null);
		expect(typedDeadline('2027-05-15T20:59:59.999Z', 'Europe/Riga')).toEqual({
			on: '2027-05-15',
			time: '23:59'
		});
	});

	it('may take several days, over a change of month too', () => {
		expect(daysFromTo('2027-05-30', '2027-06-01')).toEqual([
			'2027-05-30',
			'2027-05-31',
			'2027-06-01'
		]);
	});
});

describe('the settings form', () => {
	const fields = {
		revision: '3',
		'title.en': 'Evaluation',
		'title.lv': '',
		'theme.en': '',
		'theme.lv': '',
		timeZone: 'Europe/Riga',
		venueName: '',
		venueAddress: '',
		'talksDue.on': '',
		'talksDue.time': '',
		'answersDue.on': '2027-05-15',
		'answersDue.time': '12:00',
		'days.0.id': 'one',
		'days.0.dayOn': '2027-05-24',
		'days.0.opens': '09:00',
		'days.0.closes': '17:00',
		'rooms.0.id': '',
		'rooms.0.name': 'Aula',
		'rooms.0.capacity': ''
	};
	const parse = (changed: Record<string, string> = {}) =>
		parseForm(editionForm, formOf({ ...fields, ...changed }), { arrays: ['days', 'rooms'] });

	it('is read whole', () => {
		expect(parse()).toMatchObject({
			ok: true,
			value: {
				revision: 3,
				title: { en: 'Evaluation', lv: '' },
				talksDue: { on: null, time: '' },
				answersDue: { on: '2027-05-15', time: '12:00' },
				days: [{ id: 'one', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' }],
				rooms: [{ id: '', name: 'Aula', capacity: null }]
			}
		});
	});

	it('says at the field what to mend', () => {
		const form = parse({
			'title.en': ' ',
			timeZone: 'Europe/Daugavpils',
			'days.0.closes': '08:00',
			'rooms.0.capacity': 'many',
			'answersDue.on': '2027-02-30'
		});
		expect(form).toMatchObject({
			ok: false,
			problems: {
				title: 'form.required',
				timeZone: 'conference.time-zone-unknown',
				'days.0.closes': 'conference.closes-before-opens',
				'rooms.0.capacity': 'form.number',
				'answersDue.on': 'form.day'
			}
		});
	});

	it('needs a day', () => {
		const without = Object.fromEntries(
			Object.entries(fields).filter(([name]) => !name.startsWith('days.'))
		);
		expect(parseForm(editionForm, formOf(without), { arrays: ['days', 'rooms'] })).toMatchObject({
			ok: false,
			problems: { days: 'conference.day-needed' }
		});
	});

	it('wants a day with a time, and rooms that can be told apart', () => {
		const form = parse({
			'talksDue.time': '12:00',
			'rooms.1.id': '',
			'rooms.1.name': ' AULA ',
			'rooms.1.capacity': ''
		});
		expect(form).toMatchObject({
			ok: false,
			problems: {
				'talksDue.on': 'conference.deadline-day-needed',
				rooms: 'conference.room-twice'
			}
		});
	});

	it('survives a form that was cut or forged', () => {
		const forged = formOf({ days: 'x', 'rooms.7.name': 'Far', 'title.en': 'T', talksDue: 'x' });
		const form = parseForm(editionForm, forged, { arrays: ['days', 'rooms'] });
		expect(form.ok).toBe(false);
		expect(typedValues(form.values)).toMatchObject({ title: { en: 'T', lv: '' }, timeZone: '' });
	});

	it('gains and loses rows without scripts', () => {
		const values = savedValues(edition);
		expect(reshape(values, 'add-day').days.at(-1)).toEqual({
			id: '',
			dayOn: '2027-05-26',
			opens: '10:00',
			closes: '14:00'
		});
		expect(reshape(values, 'add-room').rooms).toHaveLength(2);
		expect(reshape(values, 'remove-day-0').days.map(({ id }) => id)).toEqual(['two']);
		expect(reshape(values, 'remove-room-0').rooms).toEqual([]);
		expect(reshape({ ...values, days: [] }, 'add-day').days).toHaveLength(1);
		for (const change of ['remove-day-9', 'remove-room-x', 'drop tables', '']) {
			expect(reshape(values, change)).toEqual(values);
		}
	});

	it('shows what somebody else saved meanwhile, field by field', () => {
		const mine = { ...savedValues(edition), venueName: 'Mine', revision: '2' };
		const theirs = savedValues({
			...edition,
			rooms: [...edition.rooms, { id: 'new', name: 'Bibliotēka', capacity: null, position: 1 }]
		});
		expect(differingFields(mine, theirs)).toEqual(['venueName', 'rooms']);
		expect(differingFields(theirs, theirs)).toEqual([]);
		const { rooms } = theirs;
		const withoutIds = { ...theirs, rooms: rooms.map((room) => ({ ...room, id: '' })) };
		expect(differingFields(withoutIds, theirs)).toEqual([]);
		const oneLanguage = { ...theirs, theme: { lv: 'Koks' } };
		expect(differingFields({ ...theirs, theme: { en: '', lv: 'Koks' } }, oneLanguage)).toEqual([]);
	});
});

describe('the form of a new edition', () => {
	it('says that the last day cannot come before the first', () => {
		const form = parseForm(
			newEditionForm,
			formOf({
				slug: 'Talks',
				'title.en': 'T',
				'title.lv': '',
				timeZone: 'UTC',
				dayOn: '2027-05-24',
				lastDayOn: '2027-05-23'
			})
		);
		expect(form).toMatchObject({ ok: false, problems: { slug: 'conference.slug-form' } });
		const mended = formOf({
			slug: '2027',
			'title.en': 'T',
			timeZone: 'UTC',
			dayOn: '2027-05-24',
			lastDayOn: '2027-05-23'
		});
		expect(parseForm(newEditionForm, mended)).toMatchObject({
			ok: false,
			problems: { lastDayOn: 'conference.last-day' }
		});
	});

	it('says that a conference lasts 14 days at most, rather than cut it short', () => {
		const lasting = (lastDayOn: string) =>
			parseForm(
				newEditionForm,
				formOf({
					slug: '2027',
					'title.en': 'T',
					timeZone: 'UTC',
					dayOn: '2027-05-24',
					lastDayOn
				})
			);
		expect(lasting('2027-06-06').ok).toBe(true);
		for (const tooLate of ['2027-06-07', '2028-05-25']) {
			expect(lasting(tooLate)).toMatchObject({
				problems: { lastDayOn: 'conference.too-many-days' }
			});
		}
	});

	it.each(languagesFor('organisers'))(
		'is refused in words that need nothing filled in, in %s',
		async (language) => {
			const t = await loadTranslate(language);
			const reasons = [
				'slug-taken',
				'slug-form',
				'day-twice',
				'room-in-use',
				'room-twice'
			] as const;
			for (const reason of reasons) expect(t(`conference.${reason}`)).not.toBe('');
		}
	);
});
