import * as v from 'valibot';
import { mailKind, type MailKind } from '#lib/mail/mail-kind.ts';

/** A mail about a talk; the step is the one that the mail tells of. */
const aboutTalk = v.object({ talkId: v.string(), stepId: v.string() });

export type AboutTalk = MailKind<string, v.InferOutput<typeof aboutTalk>>;

export const talkReceivedKind = mailKind('talk-received', aboutTalk);
export const talkAcceptedKind = mailKind('talk-accepted', aboutTalk);
export const talkDeclinedKind = mailKind('talk-declined', aboutTalk);
export const talkWithdrawnKind = mailKind('talk-withdrawn', aboutTalk);
