import { describe, expect, it } from 'vitest';
import type { Edition } from '#lib/conference/edition.ts';
import {
	nextSteps,
	type EditionFacts
} from '../../src/routes/organise/[edition=edition]/next-steps.ts';

const edition: Edition = {
	id: 'edition',
	slug: '2027',
	title: {},
	theme: {},
	timeZone: 'Europe/Riga',
	venueName: 'Aula',
	venueAddress: '',
	talksDueAt: '2027-05-10T20:59:00.000Z',
	answersDueAt: '2027-05-15T20:59:00.000Z',
	doorOpenedAt: null,
	doorClosedAt: null,
	days: [{ id: 'day', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' }],
	rooms: [{ id: 'hall', name: 'Aula', capacity: 180, position: 0 }],
	revision: 1
};

const nothing: EditionFacts = {
	projects: 0,
	talks: { total: 0, submitted: 0, accepted: 0, confirmed: 0 },
	unplaced: 0,
	clashes: 0,
	released: 0,
	changed: false,
	guests: { total: 0, toInvite: 0, unansweredInvitations: 0 },
	mails: { queued: 0, failed: 0, asFiles: false },
	arrived: 0,
	certificates: { issued: 0, due: 0 },
	outdated: 0
};

const march = '2027-03-01T08:00:00.000Z';
const lateMay = '2027-05-20T08:00:00.000Z';
const theDay = '2027-05-24T05:00:00.000Z';
const after = '2027-05-24T16:00:00.000Z';

/** Place, state, words and number of each step. */
const said = (facts: Partial<EditionFacts>, now = march, changed: Partial<Edition> = {}) =>
	Object.fromEntries(
		nextSteps({ ...edition, ...changed }, { ...nothing, ...facts }, now).map(
			({ place, state, words, count }) => [place, `${state} ${words} ${count}`]
		)
	);

describe('the next steps', () => {
	it('begin with the settings, and name every part of the work in its order', () => {
		const steps = said({}, march, { venueName: '' });
		expect(Object.keys(steps)).toEqual([
			...['settings', 'projects', 'talks', 'agenda', 'guests'],
			...['invitations', 'mail', 'door', 'certificates']
		]);
		expect(steps).toEqual({
			settings: 'now settings-venue 0',
			projects: 'now projects-none 0',
			talks: 'running talks-none 0',
			agenda: 'later agenda-later 0',
			guests: 'now guests-none 0',
			invitations: 'later invitations-later 0',
			mail: 'done mail-done 0',
			door: 'later door-later 0',
			certificates: 'later certificates-later 0'
		});
		expect(said({}, march, { rooms: [] })['settings']).toBe('now settings-rooms 0');
	});

	it('call for a decision on talks, whatever the deadline', () => {
		const talks = { total: 5, submitted: 2, accepted: 3, confirmed: 0 };
		expect(said({ talks })['talks']).toBe('attention talks-undecided 2');
		const decided = { ...talks, submitted: 0 };
		expect(said({ talks: decided })['talks']).toBe('running talks-open 5');
		expect(said({ talks: decided }, lateMay)['talks']).toBe('done talks-decided 5');
		expect(said({}, lateMay)['talks']).toBe('done talks-over 0');
	});

	it('put clashes before places, and places before publishing', () => {
		const talks = { total: 3, submitted: 0, accepted: 1, confirmed: 2 };
		expect(said({ talks, clashes: 1, unplaced: 2 })['agenda']).toBe('attention agenda-clashes 1');
		expect(said({ talks, unplaced: 2 })['agenda']).toBe('now agenda-unplaced 2');
		expect(said({ talks })['agenda']).toBe('now agenda-unpublished 0');
		expect(said({ talks, released: 4 })['agenda']).toBe('done agenda-published 4');
		expect(said({ talks, released: 4, changed: true })['agenda']).toBe('now agenda-changed 4');
	});

	it('tell who is not invited, who has not answered, and when that is late', () => {
		const guests = { total: 60, toInvite: 12, unansweredInvitations: 20 };
		expect(said({ guests })['invitations']).toBe('now invitations-unsent 12');
		const invited = { ...guests, toInvite: 0 };
		expect(said({ guests: invited })['invitations']).toBe('running invitations-unanswered 20');
		expect(said({ guests: invited }, lateMay)['invitations']).toBe(
			'attention invitations-overdue 20'
		);
		expect(said({ guests: { ...invited, unansweredInvitations: 0 } }, lateMay)['invitations']).toBe(
			'done invitations-answered 60'
		);
		expect(said({ guests }, after)['invitations']).toBe('done over 0');
	});

	it('tell of calendars that are brought in line, until the conference is over', () => {
		const guests = { total: 60, toInvite: 12, unansweredInvitations: 20 };
		expect(said({ guests, outdated: 30 })['invitations']).toBe('running invitations-outdated 30');
		expect(said({ guests, outdated: 30 }, after)['invitations']).toBe('done over 0');
	});

	it('call for attention while mails have failed', () => {
		const mails = { queued: 9, failed: 1, asFiles: false };
		expect(said({ mails })['mail']).toBe('attention mail-failed 1');
		expect(said({ mails: { ...mails, failed: 0 } })['mail']).toBe('running mail-sending 9');
	});

	it('say that nothing leaves the house while no mail server is set', () => {
		const mails = { queued: 0, failed: 0, asFiles: true };
		expect(said({ mails })['mail']).toBe('attention mail-as-files 0');
	});

	it('ask for nothing that should have been done before the conference, once it is over', () => {
		const late = said({ unplaced: 3, changed: true }, after, { venueName: '', rooms: [] });
		expect([late['settings'], late['agenda'], late['guests'], late['invitations']]).toEqual(
			Array(4).fill('done over 0')
		);
		expect(late['certificates']).toBe('done certificates-none 0');
		expect(said({ released: 2 }, after)['agenda']).toBe('done agenda-published 2');
	});

	it('lead through the day to the certificates', () => {
		expect(said({}, theDay)['door']).toBe('now door-ready 0');
		expect(said({}, after)['door']).toBe('done door-over 0');
		const open = { doorOpenedAt: theDay };
		expect(said({ arrived: 7 }, theDay, open)['door']).toBe('running door-open 7');
		expect(said({}, theDay, open)['certificates']).toBe('later certificates-later 0');
		expect(said({}, after, open)['certificates']).toBe('now certificates-due 0');
		const closed = { ...open, doorClosedAt: after };
		expect(said({ arrived: 40 }, after, closed)['door']).toBe('done door-closed 40');
		const step = (issued: number, due: number, now = after, changed: Partial<Edition> = closed) =>
			said({ certificates: { issued, due } }, now, changed)['certificates'];
		expect(step(0, 40)).toBe('now certificates-due 0');
		expect(step(1, 39)).toBe('now certificates-missing 39');
		expect(step(40, 0)).toBe('done certificates-issued 40');
		// Who comes later on the day is not overdue.
		expect(step(1, 39, theDay, open)).toBe('later certificates-later 0');
		// Without an open door nobody is known to have been there.
		expect(said({}, after)['certificates']).toBe('done certificates-none 0');
	});
});
