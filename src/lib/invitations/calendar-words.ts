import type { AnswerState } from '#lib/guests/guest.ts';
import type { Translate } from '#lib/platform/messages.ts';

export interface CalendarWords {
	subject: string;
	title: string;
	lead: string;
	/** The sentence on what happens in the reader's calendar. */
	calendar: string;
}

/** The words of a mail with a calendar entry, by what happened to the entry. */
export function calendarWords(
	t: Translate,
	told: {
		change: 'new' | 'changed' | 'answered' | 'cancelled';
		isTalk: boolean;
		state: AnswerState;
		conference: string;
		/** The entry's own. */
		title: string;
		when: string;
	}
): CalendarWords {
	const { change, isTalk, state, conference, title, when } = told;
	const what = isTalk ? title : conference;
	if (change === 'cancelled') {
		return {
			subject: t('invitations.mail-cancelled-subject', { what }),
			title: t('invitations.mail-cancelled-title'),
			lead: t(
				state === 'no' ? 'invitations.mail-cancelled-no' : 'invitations.mail-cancelled-other',
				{ what }
			),
			calendar: t('invitations.mail-cancelled-calendar')
		};
	}
	if (change === 'changed') {
		return {
			subject: t('invitations.mail-changed-subject', { what, when }),
			title: t('invitations.mail-changed-title'),
			lead: t(isTalk ? 'invitations.mail-changed-talk' : 'invitations.mail-changed-day'),
			calendar: t('invitations.mail-changed-calendar')
		};
	}
	if (isTalk) {
		return {
			subject: t('invitations.mail-talk-subject', { title, when }),
			title: t('invitations.mail-talk-title'),
			lead: t(
				state === 'unanswered' ? 'invitations.mail-talk-unanswered' : 'invitations.mail-talk-lead'
			),
			calendar: t('invitations.mail-new-calendar')
		};
	}
	const answer = state === 'maybe' ? 'maybe' : 'yes';
	return {
		subject: t(`invitations.mail-${answer}-subject`, { conference, when }),
		title: t(`invitations.mail-${answer}-title`),
		lead: t(`invitations.mail-${answer}-lead`),
		calendar: t('invitations.mail-new-calendar')
	};
}
