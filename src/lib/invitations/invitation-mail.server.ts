import { getEdition } from '#lib/conference/queries.server.ts';
import { answers, type Answer } from '#lib/guests/guest.ts';
import { findGuest } from '#lib/guests/queries.server.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import type { MailContent, MailContext, MailTemplate } from '#lib/mail/template.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { answering } from './deadline.ts';
import InvitationMail from './InvitationMail.svelte';
import { guestPath, unsubscribePath } from './links.server.ts';
import { occasionOf } from './occasion.ts';

/** Asks a guest to come. Not sent to whoever was taken off the list, or once the conference is over. */
export const invitationMail: MailTemplate = {
	kind: 'invitation',
	compose: (context, payload) => compose(context, payload, false)
};

/** Asks once more. Not sent to whoever has answered meanwhile, either. */
export const reminderMail: MailTemplate = {
	kind: 'reminder',
	compose: (context, payload) => compose(context, payload, true)
};

async function compose(
	{ db, origin, tokens, t, language }: MailContext,
	payload: Record<string, unknown>,
	isReminder: boolean
): Promise<MailContent | undefined> {
	const guest = await findGuest(db, String(payload['guestId']));
	if (!guest || guest.removedAt) return undefined;
	if (guest.mailStoppedAt && !payload['again']) return undefined;
	if (isReminder && guest.state !== 'waiting') return undefined;
	const edition = await getEdition(db, guest.editionId);
	if (answering(edition, instantNow()) === 'over') return undefined;
	const occasion = occasionOf(edition, language);
	const linkFor = (answer: Answer) => origin + guestPath(tokens, guest, answer);
	const links = { yes: linkFor('yes'), no: linkFor('no'), maybe: linkFor('maybe') };
	const unsubscribeUrl = origin + unsubscribePath(tokens, guest);
	const lead = t(
		isReminder ? 'invitations.mail-reminder-lead' : 'invitations.mail-invitation-lead'
	);
	const facts = [
		[t('invitations.when'), occasion.when],
		[t('invitations.where'), occasion.where],
		[t('invitations.answer-by'), occasion.answerBy]
	].filter(([, fact]) => fact);
	return {
		subject: t(
			isReminder ? 'invitations.mail-reminder-subject' : 'invitations.mail-invitation-subject',
			{ conference: occasion.conference, dates: occasion.dates }
		),
		html: renderMail(InvitationMail, {
			t,
			occasion,
			reminder: isReminder,
			links,
			unsubscribeUrl
		}),
		text: [
			occasion.conference,
			facts.map(([name, fact]) => `${name}: ${fact}`).join('\n'),
			t('invitations.question'),
			...answers.map((answer) => `${t(`invitations.answer-${answer}`)}:\n${links[answer]}`),
			t('invitations.mail-how'),
			lead,
			occasion.theme,
			t('invitations.mail-after'),
			t('invitations.mail-own-link'),
			t('mail.foot'),
			`${t('mail.unsubscribe')}:\n${unsubscribeUrl}`
		]
			.filter(Boolean)
			.join('\n\n'),
		unsubscribeUrl
	};
}
