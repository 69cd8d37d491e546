import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '#lib/platform/form.ts';
import {
	answerStates,
	certificateNameOf,
	detailsForm,
	foldAnswers,
	mayCome,
	type GivenAnswer
} from '#lib/guests/guest.ts';

const given = (row: Partial<GivenAnswer>): GivenAnswer => ({
	id: '1',
	number: 1,
	answer: 'yes',
	language: 'en',
	certificateName: '',
	givenBy: 'guest',
	byPersonId: null,
	at: '2027-03-01T08:00:00.000Z',
	...row
});

describe('the answer that holds', () => {
	it('is none while nobody answered', () => {
		expect(foldAnswers([])).toEqual({ state: 'unanswered', latest: undefined, history: [] });
	});

	it('is the one with the highest number, whatever the clock said and however rows are named', () => {
		const yes = given({ number: 1 });
		const no = given({ id: '0', number: 2, answer: 'no', at: '2027-03-01T07:00:00.000Z' });
		const maybe = given({ id: '2', number: 10, answer: 'maybe' });
		expect(foldAnswers([yes, no])).toEqual({ state: 'no', latest: no, history: [no, yes] });
		expect(foldAnswers([maybe, yes, no])).toEqual({
			state: 'maybe',
			latest: maybe,
			history: [maybe, no, yes]
		});
	});

	it('does not depend on the order in which the answers are read', () => {
		const row = fc.record({
			id: fc.uuid(),
			number: fc.nat(20),
			answer: fc.constantFrom('yes' as const, 'no' as const, 'maybe' as const),
			at: fc.constantFrom('2027-03-01T08:00:00.000Z', '2027-03-02T08:00:00.000Z')
		});
		const rows = fc.uniqueArray(row, { selector: ({ number }) => number });
		fc.assert(
			fc.property(
				rows.chain((list) =>
					fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
				),
				([list, shuffled]) => {
					expect(foldAnswers(shuffled.map(given))).toEqual(foldAnswers(list.map(given)));
				}
			)
		);
	});
});

describe('the form after a yes', () => {
	const post = (fields: [string, string][]) => {
		const form = new FormData();
		for (const [name, value] of fields) form.append(name, value);
		return parseForm(detailsForm, form, { arrays: ['companions'] });
	};

	it('reads five rows of companions, empty ones too', () => {
		const parsed = post([
			['companions.0.id', ''],
			['companions.0.name', ' Ieva  Grāvīte '],
			['companions.1.id', ''],
			['companions.1.name', ''],
			['language', 'lv'],
			['certificateName', ''],
			['accessNeeds', '']
		]);
		expect(parsed).toMatchObject({
			ok: true,
			value: {
				companions: [
					{ id: '', name: 'Ieva Grāvīte' },
					{ id: '', name: '' }
				],
				language: 'lv',
				certificateName: '',
				accessNeeds: ''
			}
		});
	});

	it('keeps nothing about health without consent, and says so beside the box', () => {
		const fields: [string, string][] = [
			['language', 'en'],
			['accessNeeds', 'A ramp']
		];
		expect(post(fields)).toMatchObject({
			ok: false,
			problems: { consent: 'invitations.consent-needed' },
			values: { accessNeeds: 'A ramp' }
		});
		expect(post([...fields, ['consent', 'yes']])).toMatchObject({ ok: true });
	});
});

it('a certificate names the guest as they wish, else as they are on file', () => {
	const person = { name: 'Anna Ozola' };
	expect(certificateNameOf({ certificateName: 'Dr. Anna Ozola' }, person)).toBe('Dr. Anna Ozola');
	expect(certificateNameOf({ certificateName: '' }, person)).toBe('Anna Ozola');
	expect(certificateNameOf(undefined, person)).toBe('Anna Ozola');
});

it('only those who declined are not expected', () => {
	expect(answerStates.filter(mayCome)).toEqual(['yes', 'maybe', 'unanswered']);
	expect(mayCome(null)).toBe(true);
});
