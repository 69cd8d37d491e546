import { isOver, startsAt, takesTalks, type Edition } from '#lib/conference/edition.ts';
import { day, later, type Instant } from '#lib/platform/clock.ts';

/** An edition in numbers, from all rooms. */
export interface EditionFacts {
	projects: number;
	talks: { total: number; submitted: number; accepted: number; confirmed: number };
	/** Accepted talks, breaks and ceremonies that wait for a place on the agenda. */
	unplaced: number;
	/** Clashes that cannot stay: two in one room, a speaker at two places, outside the day. */
	clashes: number;
	/** The number of the published agenda; 0 before. */
	released: number;
	/** The draft says something else than what is published. */
	changed: boolean;
	guests: {
		total: number;
		/** May be written to, and have neither been invited nor answered. */
		toInvite: number;
		/** Were invited and have not answered. */
		unansweredInvitations: number;
	};
	/** `asFiles`: no mail server is set, so that nothing leaves the house. */
	mails: { queued: number; failed: number; asFiles: boolean };
	arrived: number;
	/** `due`: were there and have none. */
	certificates: { issued: number; due: number };
	/** Calendar entries that no longer say what the settings and the published agenda say. */
	outdated: number;
}

/** `running`: goes on by itself, with nothing for the organisers to do but watch. */
export type StepState = 'done' | 'now' | 'running' | 'attention' | 'later';

/** One part of the work: where it is done, how it stands, and what to say about it. */
export interface NextStep {
	place:
		| 'settings'
		| 'projects'
		| 'talks'
		| 'agenda'
		| 'guests'
		| 'invitations'
		| 'mail'
		| 'door'
		| 'certificates';
	state: StepState;
	words: Words;
	count: number;
}

/** Each is a message, `organise.step-…`. */
export type Words =
	| 'over'
	| 'settings-venue'
	| 'settings-rooms'
	| 'settings-done'
	| 'projects-none'
	| 'projects-some'
	| 'talks-undecided'
	| 'talks-none'
	| 'talks-over'
	| 'talks-open'
	| 'talks-decided'
	| 'agenda-clashes'
	| 'agenda-unplaced'
	| 'agenda-unpublished'
	| 'agenda-changed'
	| 'agenda-published'
	| 'agenda-later'
	| 'guests-none'
	| 'guests-some'
	| 'invitations-later'
	| 'invitations-unsent'
	| 'invitations-overdue'
	| 'invitations-outdated'
	| 'invitations-unanswered'
	| 'invitations-answered'
	| 'mail-as-files'
	| 'mail-failed'
	| 'mail-sending'
	| 'mail-done'
	| 'door-later'
	| 'door-ready'
	| 'door-over'
	| 'door-open'
	| 'door-closed'
	| 'certificates-later'
	| 'certificates-none'
	| 'certificates-due'
	| 'certificates-missing'
	| 'certificates-issued';

/** The work in the order in which it happens, each part with how it stands at `now`. */
export function nextSteps(edition: Edition, facts: EditionFacts, now: Instant): NextStep[] {
	const over = isOver(edition, now);
	return [
		unlessOver(settings(edition), over),
		projects(facts),
		talks(edition, facts, now),
		unlessOver(agenda(facts), over),
		unlessOver(guests(facts), over),
		unlessOver(invitations(edition, facts, now), over),
		mail(facts),
		door(edition, facts, now),
		certificates(edition, facts, now)
	];
}

/** Once the conference is over nobody is asked for what should have been done before it. */
function unlessOver(part: NextStep, over: boolean): NextStep {
	return over && part.state !== 'done' ? step(part.place, 'done', 'over') : part;
}

function step(place: NextStep['place'], state: StepState, words: Words, count = 0): NextStep {
	return { place, state, words, count };
}

function settings({ venueName, rooms }: Edition): NextStep {
	if (!venueName) return step('settings', 'now', 'settings-venue');
	if (rooms.length === 0) return step('settings', 'now', 'settings-rooms');
	return step('settings', 'done', 'settings-done', rooms.length);
}

function projects({ projects: count }: EditionFacts): NextStep {
	return count === 0
		? step('projects', 'now', 'projects-none')
		: step('projects', 'done', 'projects-some', count);
}

function talks(
	edition: Edition,
	{ talks: { submitted, total } }: EditionFacts,
	now: Instant
): NextStep {
	if (submitted > 0) return step('talks', 'attention', 'talks-undecided', submitted);
	const isNone = total === 0;
	if (takesTalks(edition, now)) {
		return step('talks', 'running', isNone ? 'talks-none' : 'talks-open', total);
	}
	return step('talks', 'done', isNone ? 'talks-over' : 'talks-decided', total);
}

function agenda({ clashes, unplaced, released, changed, talks }: EditionFacts): NextStep {
	if (clashes > 0) return step('agenda', 'attention', 'agenda-clashes', clashes);
	if (unplaced > 0) return step('agenda', 'now', 'agenda-unplaced', unplaced);
	if (changed) return step('agenda', 'now', 'agenda-changed', released);
	if (released > 0) return step('agenda', 'done', 'agenda-published', released);
	return talks.accepted + talks.confirmed > 0
		? step('agenda', 'now', 'agenda-unpublished')
		: step('agenda', 'later', 'agenda-later');
}

function guests({ guests: { total } }: EditionFacts): NextStep {
	return total === 0
		? step('guests', 'now', 'guests-none')
		: step('guests', 'done', 'guests-some', total);
}

function invitations(edition: Edition, { guests, outdated }: EditionFacts, now: Instant): NextStep {
	const { total, toInvite, unansweredInvitations } = guests;
	if (total === 0) return step('invitations', 'later', 'invitations-later');
	if (outdated > 0) return step('invitations', 'running', 'invitations-outdated', outdated);
	if (toInvite > 0) return step('invitations', 'now', 'invitations-unsent', toInvite);
	if (unansweredInvitations === 0)
		return step('invitations', 'done', 'invitations-answered', total);
	return edition.answersDueAt && now > edition.answersDueAt
		? step('invitations', 'attention', 'invitations-overdue', unansweredInvitations)
		: step('invitations', 'running', 'invitations-unanswered', unansweredInvitations);
}

function mail({ mails: { failed, queued, asFiles } }: EditionFacts): NextStep {
	if (asFiles) return step('mail', 'attention', 'mail-as-files');
	if (failed > 0) return step('mail', 'attention', 'mail-failed', failed);
	return queued > 0
		? step('mail', 'running', 'mail-sending', queued)
		: step('mail', 'done', 'mail-done');
}

function door(edition: Edition, { arrived }: EditionFacts, now: Instant): NextStep {
	if (edition.doorClosedAt) return step('door', 'done', 'door-closed', arrived);
	if (edition.doorOpenedAt) return step('door', 'running', 'door-open', arrived);
	if (isOver(edition, now)) return step('door', 'done', 'door-over');
	const start = startsAt(edition);
	return start && later(now, day) >= start
		? step('door', 'now', 'door-ready')
		: step('door', 'later', 'door-later');
}

function certificates(edition: Edition, { certificates }: EditionFacts, now: Instant): NextStep {
	const { issued, due } = certificates;
	if (issued > 0 && due === 0) return step('certificates', 'done', 'certificates-issued', issued);
	const isDone = edition.doorClosedAt !== null || isOver(edition, now);
	if (!isDone) return step('certificates', 'later', 'certificates-later');
	if (!edition.doorOpenedAt) return step('certificates', 'done', 'certificates-none');
	return issued > 0
		? step('certificates', 'now', 'certificates-missing', due)
		: step('certificates', 'now', 'certificates-due');
}
