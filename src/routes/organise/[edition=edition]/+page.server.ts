import type { PageServerLoad } from './$types';
import { nextSteps, type EditionFacts } from './next-steps.ts';
import { findClashes, isGrave } from '#lib/agenda/clashes.ts';
import { unplacedOf } from '#lib/agenda/draft.ts';
import { latestRelease, readDraft } from '#lib/agenda/queries.server.ts';
import { hasChanged } from '#lib/agenda/release.ts';
import { countCertificates } from '#lib/certificates/overview.server.ts';
import { listArrivals } from '#lib/door/queries.server.ts';
import { countAddressees, countAnswers } from '#lib/guests/queries.server.ts';
import { countOutdated } from '#lib/invitations/queries.server.ts';
import { mailProgress } from '#lib/mail/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { listProjects } from '#lib/projects/queries.server.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import { wasHandedIn, type Talk } from '#lib/talks/talk.ts';

export const load: PageServerLoad = async ({ locals, parent }) => {
	requireOrganiser(locals);
	const { edition, asFiles } = await parent();
	const { db } = locals;
	const now = instantNow();
	const [
		projects,
		everyTalk,
		{ items, unplacedTalks },
		release,
		answers,
		addressees,
		mails,
		outdated,
		certificates,
		arrivals
	] = await Promise.all([
		listProjects(db),
		listTalks(db, edition.id),
		readDraft(db, edition.id),
		latestRelease(db, edition.id),
		countAnswers(db, edition.id),
		countAddressees(db, { editionId: edition.id, now }),
		mailProgress(db, { editionId: edition.id }),
		countOutdated(db, { editionId: edition.id, now }),
		edition.doorOpenedAt ? countCertificates(db, edition.id) : { issued: 0, due: 0 },
		edition.doorOpenedAt ? listArrivals(db, edition.id) : []
	]);
	// What was never handed in is its speakers' own.
	const talks = everyTalk.filter(wasHandedIn);
	const inState = (...states: Talk['state'][]) =>
		talks.filter(({ state }) => states.includes(state));
	const facts: EditionFacts = {
		projects: projects.length,
		talks: {
			total: talks.length,
			submitted: inState('submitted').length,
			accepted: inState('accepted').length,
			confirmed: inState('confirmed').length
		},
		unplaced: unplacedTalks.length + unplacedOf(items).length,
		clashes: findClashes(items, edition).filter(isGrave).length,
		released: release?.number ?? 0,
		changed: hasChanged(release, items, edition),
		guests: {
			total: answers.total,
			toInvite: addressees.toInvite,
			unansweredInvitations: addressees.unansweredInvitations
		},
		mails: { queued: mails.queued, failed: mails.failed, asFiles },
		arrived: arrivals.length,
		certificates,
		outdated
	};
	const states = ['submitted', 'accepted', 'confirmed', 'declined', 'withdrawn'] as const;
	return {
		steps: nextSteps(edition, facts, now),
		talks: states.map((state) => ({ state, count: inState(state).length })),
		answers
	};
};
