import { answers, type Answer } from '#lib/guests/guest.ts';
import { factLines, mailText } from '#lib/mail/mail-text.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import type { MailContent, MailContext, MailTemplate } from '#lib/mail/template.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { answering } from '#lib/guests/deadline.ts';
import { readGuestMailFacts, type GuestMailFacts } from './mail-facts.server.ts';
import InvitationMail from './InvitationMail.svelte';
import { guestPath, unsubscribePath } from './links.server.ts';
import { announcementOf } from './announcement.ts';
import { invitationKind, reminderKind } from './mail-kinds.ts';

/** Asks a guest to come. Not sent to whoever was taken off the list, or once the conference is over. */
export const invitationMail: MailTemplate<typeof invitationKind, GuestMailFacts> = {
	kind: invitationKind,
	gather: readGuestMailFacts,
	compose: (context, payload, _to, gathered) => compose(context, gathered, payload)
};

/** Asks once more. Not sent to whoever has answered meanwhile, either. */
export const reminderMail: MailTemplate<typeof reminderKind, GuestMailFacts> = {
	kind: reminderKind,
	gather: readGuestMailFacts,
	compose: (context, payload, _to, gathered) =>
		compose(context, gathered, { ...payload, isReminder: true })
};

async function compose(
	{ origin, tokens, t, language }: MailContext,
	{ guests, editions }: GuestMailFacts,
	{
		guestId,
		again = false,
		isReminder = false
	}: { guestId: string; again?: boolean; isReminder?: boolean }
): Promise<MailContent | undefined> {
	const guest = guests.get(guestId);
	if (!guest || guest.removedAt) return undefined;
	if (guest.mailStoppedAt && !again) return undefined;
	if (isReminder && guest.state !== 'unanswered') return undefined;
	const about = editions.get(guest.editionId);
	if (!about || answering(about.edition, instantNow()) === 'over') return undefined;
	const announcement = announcementOf(about.edition, about.programme, language);
	const linkFor = (answer: Answer) => origin + guestPath(tokens, guest, answer);
	const links = { yes: linkFor('yes'), no: linkFor('no'), maybe: linkFor('maybe') };
	const unsubscribeUrl = origin + unsubscribePath(tokens, guest);
	const lead = t(
		isReminder ? 'invitations.mail-reminder-lead' : 'invitations.mail-invitation-lead'
	);
	const facts = [
		{ name: t('invitations.when'), text: announcement.when },
		{ name: t('invitations.where'), text: announcement.where },
		{ name: t('invitations.answer-by'), text: announcement.answerBy }
	];
	return {
		subject: t(
			isReminder ? 'invitations.mail-reminder-subject' : 'invitations.mail-invitation-subject',
			{ conference: announcement.conference, dates: announcement.dates }
		),
		html: renderMail(InvitationMail, {
			t,
			announcement,
			facts,
			lead,
			links,
			unsubscribeUrl
		}),
		text: mailText(
			t,
			[
				announcement.conference,
				factLines(facts),
				t('invitations.question'),
				...answers.map((answer) => `${t(`invitations.answer-${answer}`)}:\n${links[answer]}`),
				t('invitations.mail-how'),
				lead,
				announcement.theme,
				t('invitations.mail-after'),
				t('invitations.mail-own-link')
			],
			{ unsubscribeUrl }
		),
		unsubscribeUrl
	};
}
