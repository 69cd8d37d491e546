import type { MailRequest } from '#lib/mail/template.server.ts';
import { languageOr } from '#lib/platform/languages.ts';
import {
	talkAcceptedKind,
	talkDeclinedKind,
	talkReceivedKind,
	talkWithdrawnKind
} from './mail-kinds.ts';
import { authorOf, type Speaker, type Talk } from './talk.ts';

/** A step that organisers take on a talk and its speakers are told of. */
export type DecisionStep = 'accepted' | 'declined' | 'withdrawn';

/** To every speaker who has an address. A later decision about the same talk replaces a mail that has not left. */
export function decisionMails(talk: Talk, step: { id: string; step: DecisionStep }): MailRequest[] {
	const revision = talk.steps.filter(({ step }) => step !== 'submitted').length;
	return talk.speakers.flatMap((speaker) =>
		envelopes(talk, step.id, speaker).map((envelope) => ({
			...decisions[step.step](envelope),
			dedupeKey: `talk-${step.step}:${step.id}:${speaker.personId}`,
			thread: `talk:${talk.id}:${speaker.personId}`,
			revision
		}))
	);
}

const decisions = {
	accepted: (envelope: Envelope) => ({ ...envelope, kind: talkAcceptedKind }),
	declined: (envelope: Envelope) => ({ ...envelope, kind: talkDeclinedKind }),
	withdrawn: (envelope: Envelope) => ({ ...envelope, kind: talkWithdrawnKind })
};

/** A courtesy to the author: what they sent has arrived. */
export function receivedMails(talk: Talk, stepId: string): MailRequest[] {
	const author = authorOf(talk);
	if (!author) return [];
	return envelopes(talk, stepId, author).map((envelope) => ({
		...envelope,
		kind: talkReceivedKind,
		dedupeKey: `talk-received:${stepId}:${author.personId}`
	}));
}

type Envelope = Omit<MailRequest<typeof talkReceivedKind>, 'kind' | 'dedupeKey'>;

/** One; none for whoever has no address. */
function envelopes(talk: Talk, stepId: string, speaker: Speaker): Envelope[] {
	if (!speaker.email) return [];
	return [
		{
			editionId: talk.editionId,
			personId: speaker.personId,
			to: { address: speaker.email, name: speaker.name },
			language: languageOr(speaker.language),
			payload: { talkId: talk.id, stepId },
			priority: 2
		}
	];
}
