import { endsAt, isOver, startsAt, venueOf, type Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { factLines, mailText } from '#lib/mail/mail-text.ts';
import { renderMail } from '#lib/mail/render.server.ts';
import type { MailTemplate } from '#lib/mail/template.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { inLanguage, type Language } from '#lib/platform/languages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { formatDayRange } from '#lib/platform/format.ts';
import {
	talkAcceptedKind,
	talkDeclinedKind,
	talkReceivedKind,
	talkWithdrawnKind,
	type AboutTalk
} from './mail-kinds.ts';
import type { DecisionStep } from './mail-requests.ts';
import { findTalk } from './queries.server.ts';
import type { TalkState } from './talk.ts';
import TalkMail from './TalkMail.svelte';

/** Said to the author when a talk arrives. */
export const talkReceivedMail = template(talkReceivedKind, 'received', [
	'submitted',
	'accepted',
	'confirmed'
]);
/** Said to every speaker, with the organisers' note and a way to confirm. */
export const talkAcceptedMail = template(talkAcceptedKind, 'accepted', ['accepted', 'confirmed']);
/** Said to every speaker, with the organisers' note. */
export const talkDeclinedMail = template(talkDeclinedKind, 'declined', ['declined']);
/** Said to every speaker of a talk that an organiser took back, with their note. */
export const talkWithdrawnMail = template(talkWithdrawnKind, 'withdrawn', ['withdrawn']);

/** `wanted` are the states in which the mail is still true when it leaves. Once the conference is over none is. */
function template<Kind extends AboutTalk>(
	kind: Kind,
	about: 'received' | DecisionStep,
	wanted: readonly TalkState[]
): MailTemplate<Kind> {
	return {
		kind,
		audience: 'speakers',
		async compose({ db, origin, t, language }, { talkId, stepId }) {
			const talk = await findTalk(db, talkId);
			if (!talk || !wanted.includes(talk.state)) return undefined;
			const edition = await getEdition(db, talk.editionId);
			if (isOver(edition, instantNow())) return undefined;
			const note = talk.steps.find(({ id }) => id === stepId)?.note ?? '';
			const { title } = talk;
			const conference = inLanguage(edition.title, language);
			const words = {
				conference,
				title: t(`talks.mail.${about}.title`),
				greeting: t('people.mail-greeting'),
				lead: t(`talks.mail.${about}.lead`, { title, conference }),
				note,
				noteTitle: note ? t('talks.mail.note') : '',
				facts: [
					{ name: t('talks.mail.fact.talk'), text: title },
					{ name: t('talks.mail.fact.when'), text: daysOf(edition, language) },
					{
						name: t('talks.mail.fact.where'),
						text: venueOf(edition)
					}
				],
				url: `${origin}/${language}/talks/${talk.id}`,
				button: t(`talks.mail.${about}.button`),
				rest: t(`talks.mail.${about}.rest`)
			};
			return {
				subject: t(`talks.mail.${about}.subject`, { title }),
				html: renderMail(TalkMail, { t, ...words }),
				text: mailText(t, [
					words.greeting,
					words.lead,
					factLines(words.facts),
					note && `${words.noteTitle}\n${note}`,
					`${words.button}: ${words.url}`,
					words.rest
				])
			};
		}
	};
}

function daysOf(edition: Edition, language: Language): string {
	const [from, to] = [startsAt(edition), endsAt(edition)];
	if (!from || !to) return '';
	const day = (instant: string) => wallClockAt(instant, edition.timeZone).day;
	return formatDayRange(day(from), day(to), language);
}
