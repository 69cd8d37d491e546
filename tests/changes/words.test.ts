import { describe, expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import type { Change } from '#lib/changes/queries.server.ts';
import { changeKinds } from '#lib/changes/subject.ts';
import { changeVerbs } from '#lib/changes/verb.ts';
import { editionChange } from '#lib/conference/edition-changes.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';
import { languageFor, languages } from '#lib/platform/languages.ts';
import { talkChange } from '#lib/talks/talk-changes.ts';
import { placeOf } from '../../src/routes/organise/[edition=edition]/activity/subjects.ts';
import {
	noteOf,
	valuesOf,
	wordsOf
} from '../../src/routes/organise/[edition=edition]/activity/words.ts';

const reader = async () => ({ t: await loadTranslate('en'), timeZone: 'Europe/Riga' });

const none = { gone: new Set<string>(), guests: new Map<string, string>() };

function row(parts: Partial<Change>): Change {
	return {
		position: 1,
		at: '2027-03-01T08:00:00.000Z',
		editionId: 'e',
		kind: 'guest',
		subjectId: 's',
		subjectName: 'Anna',
		verb: 'guest.answered',
		version: 1,
		before: null,
		after: null,
		personId: null,
		deviceId: null,
		batch: 'b',
		...parts
	};
}

describe('what was done', () => {
	const readable = languages.filter((language) => languageFor('organisers', language) === language);
	it.each(readable)('is said in a line of its own for each deed, in %s', async (language) => {
		const t = await loadTranslate(language);
		const lines = changeVerbs.map((verb) => {
			const key = wordsOf(verb);
			return key && t(key, { about: 'X', count: 2, answer: 'yes', person: 'Y' });
		});
		expect(lines.filter((line) => !line)).toEqual([]);
		expect(new Set(lines).size).toBe(changeVerbs.length);
	});

	it('says old and new in words, by the clock at the venue, and nothing of what stayed', async () => {
		const settings = {
			title: { en: 'Conference', lv: 'Konference' },
			firstDayOn: '2027-05-20',
			talksDueAt: null,
			venueName: 'Hall'
		};
		const before = editionChange.write(settings);
		const after = editionChange.write({
			...settings,
			firstDayOn: '2027-05-27',
			talksDueAt: '2027-05-10T20:59:59.999Z'
		});
		expect(editionChange.compare(before, after, 1, await reader())).toEqual([
			{ label: 'First day', before: '20\u00a0May\u00a02027', after: '27\u00a0May\u00a02027' },
			{ label: 'Talks until', before: '', after: '10\u00a0May\u00a02027, 23:59' }
		]);
	});

	it('says times before a change of zone by the clock that held then: a deadline that stayed is not told', async () => {
		const before = editionChange.write({
			timeZone: 'Europe/Riga',
			talksDueAt: '2027-05-10T20:59:59.999Z',
			answersDueAt: '2027-05-15T20:59:59.999Z'
		});
		const after = editionChange.write({
			timeZone: 'Europe/Berlin',
			talksDueAt: '2027-05-10T21:59:59.999Z',
			answersDueAt: '2027-05-16T21:59:59.999Z'
		});
		const told = editionChange.compare(before, after, 1, await reader());
		expect(told.map(({ before: was, after: is }) => [was, is])).toEqual([
			['Europe/Riga', 'Europe/Berlin'],
			['15 May 2027, 23:59', '16 May 2027, 23:59']
		]);
	});

	it('says choices and lists in words, too', async () => {
		const before = guestChange.write({ role: 'guest', answer: 'unanswered', companions: [] });
		const after = guestChange.write({
			role: 'speaker',
			answer: 'yes',
			companions: ['Ieva', 'Jānis']
		});
		expect(guestChange.compare(before, after, 1, await reader())).toEqual([
			{ label: 'Role', before: 'Guest', after: 'Speaker' },
			{ label: 'Answer', before: 'No answer yet', after: 'Yes' },
			{ label: 'Companions', before: '', after: 'Ieva, Jānis' }
		]);
	});

	it('refuses to store what no field is declared for, such as a token', () => {
		expect(() => guestChange.write({ token: 'x' } as never)).toThrow();
		expect(() => talkChange.write({ minutes: 'twenty' } as never)).toThrow();
	});

	it('is told by its verb alone where another version wrote it, or where it is damaged', async () => {
		const text = guestChange.write({ role: 'guest' });
		expect(guestChange.compare(text, text, 2, await reader())).toEqual([]);
		expect(guestChange.compare('{"role":', text, 1, await reader())).toEqual([]);
		expect(guestChange.read('{"role":"king"}', 1)).toBe(undefined);
	});

	it('is shown with the note or the reason that was written with it, its number and its answer', () => {
		const release = { kind: 'release', verb: 'agenda.released' } as const;
		expect(noteOf(row({ ...release, after: '{"number":2,"note":"Another hall."}' }))).toBe(
			'Another hall.'
		);
		expect(valuesOf(row({ ...release, after: '{"number":2,"note":""}' }))).toMatchObject({
			count: 2,
			answer: ''
		});
		const reissued = { kind: 'certificate', after: '{"reason":"Another name"}' } as const;
		expect(noteOf(row(reissued))).toBe('Another name');
		expect(noteOf(row({ ...release, after: '{"note":7}' }))).toBe('');
		expect(valuesOf(row({ after: '{"answer":"no"}' }))).toMatchObject({ count: 0, answer: 'no' });
	});

	it('names whose mobility was added or removed', () => {
		const mobility = { kind: 'mobility' } as const;
		expect(valuesOf(row({ ...mobility, after: '{"person":"Anna"}' }))).toMatchObject({
			person: 'Anna'
		});
		expect(valuesOf(row({ ...mobility, before: '{"person":"Anna"}' }))).toMatchObject({
			person: 'Anna'
		});
	});

	it('has no words for what another version of the software wrote', () => {
		expect(wordsOf('something.newer')).toBe(undefined);
	});

	it('leads to the page of what it speaks of, unless that is gone', () => {
		expect(placeOf(row({}), none)).toBe('guests/s');
		expect(placeOf(row({ kind: 'talk', verb: 'talk.accepted' }), none)).toBe('talks/s');
		expect(placeOf(row({ kind: 'edition', verb: 'edition.updated' }), none)).toBe('settings');
		expect(placeOf(row({ verb: 'guest.removed' }), none)).toBe('guests/s');
		expect(
			changeKinds.filter((kind) => placeOf(row({ kind, verb: 'x.y' }), none) === undefined)
		).toEqual(['login', 'organisation', 'person']);
	});

	it('leads to the guest that a person is at this conference', () => {
		const mended = row({ kind: 'person', verb: 'person.updated' });
		expect(placeOf(mended, { ...none, guests: new Map([['s', 'g']]) })).toBe('guests/g');
		expect(placeOf(mended, none)).toBe(undefined);
	});

	it('leads nowhere where nothing is left of it, and to no talk that was never handed in', () => {
		const project = row({ kind: 'project', verb: 'project.updated' });
		expect(placeOf(project, none)).toBe('projects/s');
		expect(placeOf(project, { ...none, gone: new Set(['s']) })).toBe(undefined);
		const draft = row({ kind: 'talk', verb: 'talk.created', subjectName: '' });
		expect(placeOf(draft, none)).toBe(undefined);
	});
});
