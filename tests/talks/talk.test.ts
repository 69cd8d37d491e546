import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
	afterStep,
	foldTalk,
	isComplete,
	isOnAgenda,
	readSpeakerLines,
	shownSpeakers,
	speakerLines,
	submittedTalkForm,
	talkForm,
	talkReference,
	type TalkState,
	type TalkStep
} from '#lib/talks/talk.ts';

const steps: TalkStep[] = ['submitted', 'withdrawn', 'accepted', 'declined', 'confirmed'];
const taken = (...list: TalkStep[]) => list.map((step, at) => ({ number: at + 1, step }));

describe('a talk’s way', () => {
	test.each([
		[[], 'draft'],
		[['submitted'], 'submitted'],
		[['submitted', 'accepted'], 'accepted'],
		[['submitted', 'accepted', 'confirmed'], 'confirmed'],
		[['submitted', 'accepted', 'declined'], 'declined'],
		[['submitted', 'declined', 'accepted'], 'accepted'],
		[['submitted', 'accepted', 'confirmed', 'withdrawn'], 'withdrawn'],
		[['submitted', 'withdrawn', 'submitted'], 'submitted']
	] as [TalkStep[], string][])('%j leads to %s', (list, state) => {
		expect(foldTalk(taken(...list))).toBe(state);
	});

	test.each([
		[['accepted'], 'draft'],
		[['confirmed'], 'draft'],
		[['submitted', 'confirmed'], 'submitted'],
		[['submitted', 'withdrawn', 'accepted'], 'withdrawn'],
		[['submitted', 'accepted', 'confirmed', 'declined'], 'confirmed']
	] as [TalkStep[], string][])(
		'a step that was not possible changes nothing: %j',
		(list, state) => {
			expect(foldTalk(taken(...list))).toBe(state);
		}
	);

	const anySteps = fc.uniqueArray(
		fc.record({
			number: fc.nat(20),
			step: fc.constantFrom(...steps)
		}),
		{ selector: ({ number }) => number, maxLength: 12 }
	);

	test('the order in which steps are read does not matter', () => {
		fc.assert(
			fc.property(
				anySteps.chain((list) =>
					fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
				),
				([list, shuffled]) => {
					expect(foldTalk(shuffled)).toBe(foldTalk(list));
				}
			)
		);
	});

	test('no talk reaches the agenda without an organiser who accepted it', () => {
		fc.assert(
			fc.property(anySteps, (list) => {
				if (isOnAgenda(foldTalk(list))) {
					expect(list.map(({ step }) => step)).toContain('accepted');
					expect(list.map(({ step }) => step)).toContain('submitted');
				}
			})
		);
	});

	test('a state knows each way out, and no step leads back into itself', () => {
		for (const state of [
			'draft',
			'submitted',
			'accepted',
			'confirmed',
			'declined',
			'withdrawn'
		] as const) {
			for (const step of steps) expect(afterStep(state, step)).not.toBe(state);
		}
	});
});

describe('co-speakers, one a line', () => {
	test.each([
		['anna@school.example', [{ name: '', email: 'anna@school.example' }]],
		['Anna Liepa <Anna@School.example>', [{ name: 'Anna Liepa', email: 'anna@school.example' }]],
		[
			'"Liepa, Anna" <anna@school.example>',
			[{ name: 'Liepa, Anna', email: 'anna@school.example' }]
		],
		['Anna Liepa anna@school.example', [{ name: 'Anna Liepa', email: 'anna@school.example' }]],
		['anna@school.example, Anna Liepa', [{ name: 'Anna Liepa', email: 'anna@school.example' }]],
		[
			' anna@school.example ;\r\n\n Björn Groß <bjorn@schule.example>,',
			[
				{ name: '', email: 'anna@school.example' },
				{ name: 'Björn Groß', email: 'bjorn@schule.example' }
			]
		],
		['', []]
	])('%j', (typed, speakers) => {
		expect(readSpeakerLines(typed)).toEqual(speakers);
	});

	test('what a form shows is read back as it was', () => {
		const name = fc.constantFrom('', 'Anna Liepa', 'Daniël in ’t Veld', 'Ελένη Παπαδοπούλου');
		const email = fc.constantFrom('a@b.example', 'first.last@school.example');
		fc.assert(
			fc.property(fc.array(fc.record({ name, email })), (speakers) => {
				expect(readSpeakerLines(speakerLines(speakers))).toEqual(speakers);
			})
		);
	});

	test('anything typed gives lines or nothing, never an error', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
				for (const { name, email } of readSpeakerLines(typed)) {
					expect(name + email).not.toMatch(/[\n\r\0<>]{2}|[\n\r\0]/);
				}
			})
		);
	});
});

describe('the talk form', () => {
	const typed = {
		title: ' One chair,  four countries ',
		abstract: '',
		format: 'talk',
		minutes: '20',
		language: 'lv',
		needs: '',
		projectId: '',
		coSpeakers: 'Anna <anna@school.example>\nanna@school.example'
	};

	test('a draft needs a title only; the same person twice is one', () => {
		expect(v.parse(talkForm, typed)).toEqual({
			title: 'One chair, four countries',
			abstract: '',
			format: 'talk',
			minutes: 20,
			language: 'lv',
			needs: '',
			projectId: null,
			coSpeakers: [{ name: '', email: 'anna@school.example' }]
		});
	});

	test.each([
		[{ title: ' ' }, 'form.required'],
		[{ minutes: '4' }, 'form.number'],
		[{ minutes: 'half an hour' }, 'form.number'],
		[{ format: 'karaoke' }, 'form.choose'],
		[{ language: 'xx' }, 'form.choose'],
		[{ coSpeakers: 'Anna Liepa' }, 'talks.co-speakers-unclear'],
		[{ coSpeakers: 'anna@school' }, 'talks.co-speakers-unclear'],
		[
			{ coSpeakers: Array.from({ length: 11 }, (_, at) => `p${at}@school.example`).join('\n') },
			'talks.co-speakers-too-many'
		],
		[{ abstract: 'x'.repeat(3_001) }, 'form.too-long']
	])('%# is refused as $1', (wrong, message) => {
		const { issues } = v.safeParse(talkForm, { ...typed, ...wrong });
		expect([...new Set(issues?.map((issue) => issue.message))]).toEqual([message]);
	});

	test('what is submitted says what it is about', () => {
		expect(v.safeParse(submittedTalkForm, typed).issues?.map(({ message }) => message)).toEqual([
			'talks.abstract-missing'
		]);
		expect(isComplete({ title: 'One chair', abstract: ' \n' })).toBe(false);
		expect(v.is(submittedTalkForm, { ...typed, abstract: 'Four classes.' })).toBe(true);
		expect(isComplete({ title: 'One chair', abstract: 'Four classes.' })).toBe(true);
	});
});

describe('until a talk is accepted', () => {
	const named = (personId: string) => ({
		personId,
		name: `Name of ${personId}`,
		typedName: `Typed ${personId}`,
		email: `${personId}@school.example`,
		organisation: 'A school',
		country: 'LV',
		language: 'lv'
	});
	const shownTo = (readerId: string, state: TalkState) =>
		shownSpeakers({ state, speakers: ['author', 'one', 'other'].map(named) }, readerId).map(
			({ name, email, organisation, country }) =>
				[name, email, organisation, country].filter(Boolean).join(', ')
		);
	const whole = (personId: string) =>
		`Name of ${personId}, ${personId}@school.example, A school, LV`;

	test.each(['draft', 'submitted', 'declined', 'withdrawn'] as const)(
		'a talk that is %s tells nobody whom a co-speaker’s address belongs to',
		(state) => {
			expect(shownTo('author', state)).toEqual([
				whole('author'),
				'Typed one, one@school.example',
				'Typed other, other@school.example'
			]);
			expect(shownTo('one', state)).toEqual([
				whole('author'),
				whole('one'),
				'Typed other, other@school.example'
			]);
		}
	);

	test.each(['accepted', 'confirmed'] as const)(
		'not after: the speakers of a talk that is %s know each other',
		(state) => {
			expect(shownTo('author', state)).toEqual(['author', 'one', 'other'].map(whole));
		}
	);
});

test('a talk’s id is one that we could have made, or is left to us', () => {
	const reference = { editionId: 'e', revision: '0' };
	const isTaken = (talkId: string) => v.safeParse(talkReference, { ...reference, talkId }).success;
	expect(isTaken('')).toBe(true);
	expect(isTaken('0195c0de-0000-7000-8000-000000000000')).toBe(true);
	expect(isTaken('a/b')).toBe(false);
	expect(isTaken('x/../../../sign-out')).toBe(false);
});
