import * as v from 'valibot';
import { requiredText } from '#lib/platform/fields.ts';
import { isId } from '#lib/platform/ids.ts';

/** The form with which a tablet becomes a device. */
export const pairForm = v.object({ code: requiredText(40) });

/** The form with which an organiser names a tablet before it is paired. */
export const pairingForm = v.object({ deviceName: requiredText(60), gate: requiredText(60) });

export const revokeForm = v.object({ deviceId: v.pipe(v.string(), v.check(isId)) });
