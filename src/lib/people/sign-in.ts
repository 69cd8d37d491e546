import * as v from 'valibot';
import { email, requiredText } from '#lib/platform/fields.ts';
import { minute } from '#lib/platform/clock.ts';

/** A link in a sign-in mail works this long, and once. */
export const signInLasts = 15 * minute;

export const signInForm = v.object({ email, returnTo: v.optional(v.string(), '') });

/** The form in which the first organiser names themselves. */
export const firstOrganiserForm = v.object({ name: requiredText(), email });

/** Where a link stands: it can be used, it was used, or its time is over. A newer one ends the first organiser's alone. */
export type LinkState = 'open' | 'used' | 'over';
