import * as v from 'valibot';
import { mailKind } from '#lib/mail/mail-kind.ts';

export const signInKind = mailKind('sign-in', v.object({ requestId: v.string() }));
