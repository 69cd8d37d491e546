import * as v from 'valibot';
import { mailKind } from '#lib/mail/mail-kind.ts';

export const certificateKind = mailKind('certificate', v.object({ certificateId: v.string() }));
