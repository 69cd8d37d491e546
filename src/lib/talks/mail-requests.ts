import type { MailRequest } from '#lib/mail/template.server.ts';
import { languageOr } from '#lib/platform/languages.ts';
import { authorOf, type Speaker, type Talk } from './talk.ts';

/** A step that organisers take on a talk and its speakers are told of. */
export type DecisionStep = 'accepted' | 'declined' | 'withdrawn';

/** To every speaker who has an address. A later decision about the same talk replaces a mail that has not left. */
export function decisionMails(talk: Talk, step: { id: string; step: DecisionStep }): MailRequest[] {
	const revision = talk.steps.filter(({ step }) => step !== 'submitted').length;
	return talk.speakers.flatMap((speaker) =>
		request(`talk-${step.step}`, talk, step.id, speaker).map((mail) => ({
			...mail,
			thread: `talk:${talk.id}:${speaker.personId}`,
			revision
		}))
	);
}

/** A courtesy to the author: what they sent has arrived. */
export function receivedMails(talk: Talk, stepId: string): MailRequest[] {
	const author = authorOf(talk);
	return author ? request('talk-received', talk, stepId, author) : [];
}

function request(kind: string, talk: Talk, stepId: string, speaker: Speaker): MailRequest[] {
	if (!speaker.email) return [];
	return [
		{
			kind,
			editionId: talk.editionId,
			personId: speaker.personId,
			to: { address: speaker.email, name: speaker.name },
			language: languageOr(speaker.language, 'en'),
			payload: { talkId: talk.id, stepId },
			dedupeKey: `${kind}:${stepId}:${speaker.personId}`,
			priority: 2
		}
	];
}
